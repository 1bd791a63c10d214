import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyCall } from '../support/calls/body-calls.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser, passwordVectors, type StoredPassword } from '../support/users/known-users.ts';
import type { TestUser } from '../support/users/users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const statusWith = async (user: TestUser, password: string) =>
  (await api.call('PUT', '/v2/user', { ...bodyCall('user/put').body(user), password })).status;

/** Stores another password for a user. */
const restore = (user: TestUser, { hashHexUpper, saltHex }: StoredPassword) =>
  api.userData.query('update users set hashed_password = $2, salt = $3 where id = $1', [
    user.id,
    hashHexUpper,
    Buffer.from(saltHex, 'hex'),
  ]);

const [first, second] = passwordVectors;
const beyondAscii = passwordVectors.find(({ password }) => password !== password.normalize('NFD'));
if (first === undefined || second === undefined || beyondAscii === undefined)
  throw new Error('Vectors are missing.');

test.for(passwordVectors)('the hash of $password is as others compute it', async (vector) => {
  const user = await insertUser(api, vector);
  const { password } = vector;
  expect(await statusWith(user, password)).toBe(200);
  for (const wrong of [password.slice(0, -2), `${password} `, password.toUpperCase()]) {
    expect(await statusWith(user, wrong)).toBe(401);
  }
  expect(await statusWith(user, password)).toBe(200);
});

test('a password is its code points: another normal form is another password', async () => {
  const user = await insertUser(api, beyondAscii);
  expect(await statusWith(user, beyondAscii.password.normalize('NFC'))).toBe(200);
  expect(await statusWith(user, beyondAscii.password.normalize('NFD'))).toBe(401);
});

test('the hash is no password, nor is its lower case a hash', async () => {
  const user = await insertUser(api, first);
  expect(await statusWith(user, first.hashHexUpper.slice(0, 40))).toBe(401);
  await restore(user, { ...first, hashHexUpper: first.hashHexUpper.slice(0, -2) });
  expect(await statusWith(user, first.password)).toBe(401);
  await restore(user, { ...first, hashHexUpper: '' });
  expect(await statusWith(user, first.password)).toBe(401);
});

test('a password that was right a moment ago fails at once when it has been changed', async () => {
  const user = await insertUser(api, first);
  expect(await statusWith(user, first.password)).toBe(200);
  expect(await statusWith(user, first.password)).toBe(200);
  await restore(user, second);
  expect(await statusWith(user, first.password)).toBe(401);
  expect(await statusWith(user, second.password)).toBe(200);
  await restore(user, { ...first, saltHex: second.saltHex });
  expect(await statusWith(user, first.password)).toBe(401);
  await restore(user, first);
  expect(await statusWith(user, first.password)).toBe(200);
});

test('a password that was right a moment ago fails at once when the hash of another has the same salt', async () => {
  const user = await insertUser(api, first);
  expect(await statusWith(user, first.password)).toBe(200);
  await restore(user, { ...second, saltHex: first.saltHex });
  expect(await statusWith(user, first.password)).toBe(401);
});

test('a password that was right a moment ago fails at once when its user is deleted', async () => {
  const user = await insertUser(api, first);
  expect(await statusWith(user, first.password)).toBe(200);
  await api.userData.query('delete from users where id = $1', [user.id]);
  expect(await statusWith(user, first.password)).toBe(404);
});

test("another user's password that was right a moment ago stays wrong", async () => {
  const [user, other] = [await insertUser(api, first), await insertUser(api, second)];
  expect(await statusWith(other, second.password)).toBe(200);
  expect(await statusWith(user, second.password)).toBe(401);
});

test('a wrong password stays wrong however often it is sent', async () => {
  const user = await insertUser(api, first);
  const statuses = await Promise.all(['a', 'a', 'b'].map((password) => statusWith(user, password)));
  expect(statuses).toEqual([401, 401, 401]);
  expect(await statusWith(user, 'a')).toBe(401);
});
