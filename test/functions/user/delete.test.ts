import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyCalls } from '../../support/calls/body-calls.ts';
import { expectProblem } from '../../support/calls/problems.ts';
import { contents, rowCounts } from '../../support/postgres/tables.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import type { TestUser } from '../../support/users/users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const remove = ({ id, password }: TestUser) => api.call('POST', '/v2/user/delete', { id, password });

/** Makes each call that writes, so that every table holds a row of this user. */
async function writeEverything(user: TestUser): Promise<void> {
  const writes = bodyCalls.filter(({ name }) => name.endsWith('/put') || name === 'shared-item/create');
  for (const { method, path, body } of writes) {
    expect((await api.call(method, `/v2${path}`, body(user))).status).toBe(200);
  }
}

test('removes the user and leaves no row of theirs in any table', async () => {
  const stays = await insertUser(api);
  await writeEverything(stays);
  const before = { rows: await rowCounts(api.userData), contents: await contents(api.userData) };
  const goes = await insertUser(api);
  await writeEverything(goes);
  const counts = await rowCounts(api.userData);
  const grown = Object.keys(counts).filter((table) => counts[table] !== before.rows[table]);
  expect(grown).toEqual([
    'shared_items',
    'user_events',
    'user_follow_secrets',
    'user_inbox_items',
    'user_inbox_receipts',
    'users',
  ]);

  const { status, body } = await remove(goes);
  expect(status).toBe(200);
  expect(body).toEqual({});
  expect(await contents(api.userData)).toEqual(before.contents);
});

test('a deleted user is unknown at once, to every call', async () => {
  const user = await insertUser(api);
  await writeEverything(user);
  await remove(user);
  expectProblem(await api.call('GET', `/v2/user/${user.id}`), 404);
  expectProblem(await api.call('GET', `/v2/user/${user.lookup}`), 404);
  expectProblem(await remove(user), 404);
  const needUser = bodyCalls.filter(
    ({ name }) => !['user/create', 'user/get-many', 'event/get-many'].includes(name),
  );
  for (const { name, method, path, body } of needUser) {
    const answer = await api.call(method, `/v2${path}`, body(user));
    expectProblem(answer, name === 'shared-item/create' ? 401 : 404);
  }
});
