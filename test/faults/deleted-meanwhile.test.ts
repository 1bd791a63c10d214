import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodyCall } from '../support/calls/body-calls.ts';
import { holdLock } from '../support/postgres/locks.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

it.each([
  ['user/put', 404],
  ['event/put', 404],
  ['follow-secret/put', 404],
  ['inbox/put', 404],
  ['shared-item/create', 401],
])('%s waits while its user is being deleted, and then says that there is none', async (name, expected) => {
  const user = await insertUser(api);
  const { method, path, body } = bodyCall(name);
  const deletion = await holdLock(api.userData, {
    text: 'delete from users where id = $1',
    values: [user.id],
  });
  const answer = api.call(method, `/v2${path}`, body(user));
  await deletion.isWaitedFor();
  await deletion.commit();
  expect((await answer).status).toBe(expected);
});

it.each([['user/put'], ['event/put'], ['user/delete']])(
  '%s waits while its user is being changed, and is done then',
  async (name) => {
    const user = await insertUser(api);
    const { method, path, body } = bodyCall(name);
    const change = await holdLock(api.userData, {
      text: 'select from users where id = $1 for update',
      values: [user.id],
    });
    const answer = api.call(method, `/v2${path}`, body(user));
    await change.isWaitedFor();
    await change.release();
    expect((await answer).status).toBe(200);
  },
);
