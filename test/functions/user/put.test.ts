import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, bodyCall } from '../../support/calls/body-calls.ts';
import { expectProblem } from '../../support/calls/problems.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import { ciphertext, type TestUser } from '../../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
});
afterAll(() => api.stop());

const put = (body: Body) => api.call('PUT', '/v2/user', body);
const published = async (id = user.id) => (await api.call('GET', `/v2/user/${id}`)).body;
const valid = () => bodyCall('user/put').body(user);

test('answers {} and replaces all five values of this user alone', async () => {
  const other = await insertUser(api);
  const { status, body } = await put(valid());
  expect(status).toBe(200);
  expect(body).toEqual({});
  const { id, password: _, ...values } = valid();
  await put({ id: user.id.toUpperCase(), password: user.password, ...values });
  expect(await published()).toEqual({ id, lookup: user.lookup, ...values });
  expect(await published(other.id)).toMatchObject({ encryptedName: null, rsaPublicKey: '' });
});

test.for(['encryptedCurrentPlan', 'encryptedProfilePicture', 'encryptedName'])(
  '%s is cleared when null or absent',
  async (name) => {
    const { [name]: _, ...without } = valid();
    for (const body of [without, { ...without, [name]: null }]) {
      await put(valid());
      expect((await put(body)).status).toBe(200);
      const { [name]: cleared, ...rest } = await published();
      expect(cleared).toBeNull();
      expect(Object.values(rest)).not.toContain(null);
    }
  },
);

test.for([
  ['encryptedCurrentPlan', 15 * 1024],
  ['encryptedName', 2 * 1024],
  ['encryptedProfilePicture', 2_000 * 1024],
  ['encryptionIV', 64],
  ['rsaPublicKey', 4 * 1024],
] as const)('%s may have %i bytes and no more', async ([name, most]) => {
  const largest = ciphertext(most);
  expect((await put({ ...valid(), [name]: largest })).status).toBe(200);
  expect(await published()).toMatchObject({ [name]: largest });
  expectProblem(await put({ ...valid(), [name]: ciphertext(most + 1) }), 400, [name]);
  expect(await published()).toMatchObject({ [name]: largest });
});

test.for(['id', 'password', 'encryptionIV', 'rsaPublicKey'])('%s is needed', async (name) => {
  const { [name]: _, ...without } = valid();
  expectProblem(await put(without), 400, [name]);
});

test('takes base64 that ends in one, two or no padding characters', async () => {
  for (const encryptedName of ['AA==', 'AAA=', 'AAAA', '+/+/']) {
    expect((await put({ ...valid(), encryptedName })).status).toBe(200);
    expect(await published()).toMatchObject({ encryptedName });
  }
});

test('undeclared properties change nothing', async () => {
  await put({ ...valid(), hashedPassword: 'x', lookup: 'mine', userLookup: 'mine', salt: '' });
  expect((await put(valid())).status).toBe(200);
  expect(await published()).toMatchObject({ lookup: user.lookup });
});
