import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { steps } from './commands.ts';
import { join, type Person, pick } from './world.ts';

const person = fc.nat();
const bytes = (maxLength: number) =>
  fc.uint8Array({ maxLength }).map((value) => Buffer.from(value).toString('base64'));
const perhaps = (maxLength: number) => fc.option(bytes(maxLength));

const publicPart = ({ id, lookup, profile }: Person) => ({ id, lookup, ...profile });

const create = steps('create a user', fc.constant({}), async (world, call) => {
  const { status, body } = await call('POST', '/user/create', {});
  assert.equal(status, 200);
  assert.ok(!world.people.map(({ id }) => id).includes(body.id));
  join(world, body);
});

const get = steps(
  'get a user',
  fc.record({ person, byLookup: fc.boolean() }),
  async (world, call, values) => {
    const known = pick(world.people, values.person);
    const { status, body } = await call('GET', `/user/${values.byLookup ? known.lookup : known.id}`);
    assert.equal(status, known.isGone ? 404 : 200);
    if (!known.isGone) assert.deepEqual(body, publicPart(known));
  },
);

const getMany = steps(
  'get users',
  fc.array(person, { minLength: 1, maxLength: 6 }),
  async (world, call, numbers) => {
    const asked = numbers.map((number) => pick(world.people, number));
    const { status, body } = await call('POST', '/users', {
      ids: [...asked.map(({ id }) => id), randomUUID()],
    });
    assert.equal(status, 200);
    const there = asked.filter(({ isGone }) => !isGone);
    assert.deepEqual(body, { users: Object.fromEntries(there.map((each) => [each.id, publicPart(each)])) });
  },
);

const profile = fc.record({
  encryptedCurrentPlan: perhaps(300),
  encryptedProfilePicture: perhaps(400),
  encryptedName: perhaps(40),
  encryptionIV: bytes(16),
  rsaPublicKey: bytes(300),
});

const put = steps('put a user', fc.record({ person, profile }), async (world, call, values) => {
  const known = pick(world.people, values.person);
  const { status } = await call('PUT', '/user', {
    id: known.id,
    password: known.password,
    ...values.profile,
  });
  assert.equal(status, known.isGone ? 404 : 200);
  if (!known.isGone) known.profile = values.profile;
});

const leave = steps('delete a user', person, async (world, call, number) => {
  const known = pick(world.people, number);
  const { status } = await call('POST', '/user/delete', { id: known.id, password: known.password });
  assert.equal(status, known.isGone ? 404 : 200);
  known.isGone = true;
});

/** A call with a wrong password changes nothing, or later steps of the story would fail. */
const intrude = steps('intrude', fc.record({ person, way: fc.nat() }), async (world, call, values) => {
  const { id, isGone } = pick(world.people, values.person);
  const password = randomUUID();
  const [method, path, body] = pick(
    [
      ['POST', '/user/delete', { id, password }],
      ['POST', '/inbox', { userId: id, password }],
      ['PUT', '/follow-secret', { userId: id, password, followSecret: 'mine' }],
    ] as const,
    values.way,
  );
  assert.equal((await call(method, path, body)).status, isGone ? 404 : 401);
});

/** Steps about users, repeated by frequency. Those that hash a password are slow. */
export const userSteps = [get, get, getMany, getMany, put, put, put, leave];
export const slowUserSteps = [create, intrude];
