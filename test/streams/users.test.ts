import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishPicture } from '../support/feed/pictures.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import { ciphertext, type TestUser } from '../support/users/users.ts';

const LARGEST = 2_000 * 1024;

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const insertUsers = (count: number): Promise<TestUser[]> =>
  Promise.all(Array.from({ length: count }, () => insertUser(api)));

it.each([0, 1, 29_999, 30_000, 30_001, 600_000, LARGEST])(
  'a picture of %i bytes comes back',
  async (bytes) => {
    const user = await insertUser(api);
    const picture = await publishPicture(api, user, bytes);
    for (const key of [user.id, user.lookup]) {
      const { status, body } = await api.call('GET', `/v2/user/${key}`);
      expect(status).toBe(200);
      expect(body.encryptedProfilePicture === picture, 'the same bytes').toBe(true);
      expect(Object.keys(body)).toHaveLength(7);
    }
  },
);

it('large pictures come back among users without, in one answer', async () => {
  const users = (await insertUsers(12)).toSorted((one, other) => one.id.localeCompare(other.id));
  const pictures = new Map<string, string>();
  for (const index of [0, 1, 5, 11]) {
    const user = users[index];
    if (user !== undefined) pictures.set(user.id, await publishPicture(api, user, LARGEST - index));
  }
  const { status, body } = await api.call('POST', '/v2/users', { ids: users.map(({ id }) => id) });
  expect(status).toBe(200);
  expect(Object.keys(body.users)).toHaveLength(users.length);
  for (const { id } of users) {
    const { encryptedProfilePicture } = body.users[id];
    expect(encryptedProfilePicture === (pictures.get(id) ?? null), 'the same bytes').toBe(true);
  }
});

it('200 users with the largest plan and name come back in one answer', async () => {
  const users = await insertUsers(200);
  const plan = ciphertext(15 * 1024);
  const name = ciphertext(2 * 1024);
  await api.userData.query(
    `update users set encrypted_current_plan = decode($2, 'base64') || decode(md5(id::text), 'hex'),
      encrypted_name = decode($3, 'base64') || decode(md5(id::text), 'hex'),
      encryption_iv = decode(md5(id::text), 'hex')
     where id = any($1::uuid[])`,
    [users.map(({ id }) => id), plan, name],
  );
  const { body } = await api.call('POST', '/v2/users', { ids: users.map(({ id }) => id) });
  expect(Object.keys(body.users).toSorted()).toEqual(users.map(({ id }) => id).toSorted());
  for (const { id, lookup } of users) {
    const own = Buffer.from(body.users[id].encryptionIV, 'base64');
    const withOwn = (base64: string) =>
      Buffer.concat([Buffer.from(base64, 'base64'), own]).toString('base64');
    expect(body.users[id].lookup).toBe(lookup);
    expect(body.users[id].encryptedCurrentPlan === withOwn(plan), 'the same plan').toBe(true);
    expect(body.users[id].encryptedName === withOwn(name), 'the same name').toBe(true);
  }
});
