import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

it('statements of a slow database do not wait for each other: none is given up and sent again', async () => {
  const user = await insertUser(api);
  api.dataApi.faults.delay(3_000, { times: Number.POSITIVE_INFINITY });
  const calls = Array.from({ length: 120 }, () => api.call('GET', `/v2/user/${user.id}`));
  const statuses = (await Promise.all(calls)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(api.logLines.filter((line) => line.includes('"error"'))).toEqual([]);
});
