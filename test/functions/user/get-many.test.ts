import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyCall } from '../../support/calls/body-calls.ts';
import { expectProblem } from '../../support/calls/problems.ts';
import { touchedAfter } from '../../support/postgres/touch.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import type { TestUser } from '../../support/users/users.ts';

let api: TestSystem;
let plain: TestUser;
let publisher: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  plain = await insertUser(api);
  publisher = await insertUser(api);
});
afterAll(() => api.stop());

const getMany = (ids: readonly string[]) => api.call('POST', '/v2/users', { ids });
const unknownIds = (count: number) => Array.from({ length: count }, () => randomUUID());

test('answers a map by id, each as GET has it', async () => {
  const { id, password: _, ...published } = bodyCall('user/put').body(publisher);
  await api.call('PUT', '/v2/user', { id, password: publisher.password, ...published });
  const { status, body } = await getMany([plain.id, publisher.id]);
  expect(status).toBe(200);
  expect(body).toEqual({
    users: {
      [plain.id]: (await api.call('GET', `/v2/user/${plain.id}`)).body,
      [publisher.id]: { id, lookup: publisher.lookup, ...published },
    },
  });
});

test('unknown ids are left out', async () => {
  expect((await getMany(unknownIds(1))).body).toEqual({ users: {} });
  expect(Object.keys((await getMany([...unknownIds(2), plain.id])).body.users)).toEqual([plain.id]);
});

test('a repeated id counts once, whatever its case, and is answered in lower case', async () => {
  const { body } = await getMany([plain.id, plain.id.toUpperCase(), plain.id]);
  expect(Object.keys(body.users)).toEqual([plain.id]);
  expect(body.users[plain.id].id).toBe(plain.id);
});

test('takes 1 to 200 ids', async () => {
  const { status, body } = await getMany([...unknownIds(199), plain.id]);
  expect(status).toBe(200);
  expect(Object.keys(body.users)).toEqual([plain.id]);
  expectProblem(await getMany([...unknownIds(200), plain.id]), 400, ['ids']);
  expectProblem(await getMany([]), 400, ['ids']);
});

test('every malformed id is told by its place', async () => {
  const ids = [plain.id, 'x', publisher.id, '', ...unknownIds(3), `${plain.id}0`];
  expectProblem(await getMany(ids), 400, ['ids.1', 'ids.3', 'ids.7']);
});

test('users are touched when the last time is an hour ago, not before', async () => {
  const touched = await touchedAfter(api, 'users', () => getMany([plain.id, publisher.id]));
  expect(touched).toEqual({ '59 minutes': false, '61 minutes': true });
});

test('a user who was not asked for is not touched', async () => {
  await api.userData.query(`update users set last_accessed = now() - interval '2 hours'`);
  await getMany([plain.id]);
  const { rows } = await api.userData.query(
    `select id from users where last_accessed < now() - interval '1 hour'`,
  );
  expect(rows).toEqual([{ id: publisher.id }]);
});
