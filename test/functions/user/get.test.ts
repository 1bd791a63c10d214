import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyCall } from '../../support/calls/body-calls.ts';
import { expectProblem } from '../../support/calls/problems.ts';
import { touchedAfter } from '../../support/postgres/touch.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import type { TestUser } from '../../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
});
afterAll(() => api.stop());

const get = (idOrLookup: string) => api.call('GET', `/v2/user/${idOrLookup}`);

test('a user who has published nothing has nulls and empty bytes', async () => {
  const { status, body } = await get(user.id);
  expect(status).toBe(200);
  expect(body).toEqual({
    id: user.id,
    lookup: user.lookup,
    encryptedCurrentPlan: null,
    encryptedProfilePicture: null,
    encryptedName: null,
    encryptionIV: '',
    rsaPublicKey: '',
  });
});

test('is found by id in any case, with its hyphens or without, and by lookup, with what was published', async () => {
  const publisher = await insertUser(api);
  const { id, password, ...published } = bodyCall('user/put').body(publisher);
  await api.call('PUT', '/v2/user', { id, password, ...published });
  const whole = { id, lookup: publisher.lookup, ...published };
  const digits = publisher.id.replaceAll('-', '');
  const ids = [publisher.id, publisher.id.toUpperCase(), digits, digits.toUpperCase()];
  for (const name of [...ids, publisher.lookup]) {
    expect((await get(name)).body).toEqual(whole);
  }
});

test('empty is not absent', async () => {
  const { id, password } = await insertUser(api);
  const empty = {
    encryptedCurrentPlan: '',
    encryptedProfilePicture: '',
    encryptedName: '',
    encryptionIV: '',
  };
  await api.call('PUT', '/v2/user', { id, password, ...empty, rsaPublicKey: '' });
  expect((await get(id)).body).toMatchObject(empty);
});

test.for([
  ['an unknown id', '5f0c7b4e-0000-4000-8000-000000000000'],
  ['an unknown id without hyphens', '5f0c7b4e000040008000000000000000'],
  ['hyphens in other places', '5f0c7b4e0-000-4000-8000-00000000000'],
  ['the nil id', '00000000-0000-0000-0000-000000000000'],
  ['an unknown lookup', 'abcdefghijkl'],
  ['300 characters', 'a'.repeat(300)],
  ['NUL', '%00'],
  ['a slash, encoded', '..%2fhealth'],
  ['SQL', encodeURIComponent("' or true --")],
  ['text beyond ASCII', encodeURIComponent('żółw 🐢')],
] as const)('%s is nobody: 404', async ([, name]) => {
  expectProblem(await get(name), 404);
});

test('is touched when the last time is an hour ago, not before', async () => {
  expect(await touchedAfter(api, 'users', () => get(user.id))).toEqual({
    '59 minutes': false,
    '61 minutes': true,
  });
});
