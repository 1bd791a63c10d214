import { expect, it } from 'vitest';
import { startTestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

it('statements of a slow database do not wait for each other: none is given up and sent again', async () => {
  const api = await startTestSystem();
  const user = await insertUser(api);
  api.dataApi.faults.delay(3_000, { times: Number.POSITIVE_INFINITY });
  const calls = Array.from({ length: 120 }, () => api.call('GET', `/v2/user/${user.id}`));
  const statuses = (await Promise.all(calls)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(api.logLines.filter((line) => line.includes('"error"'))).toEqual([]);
  await api.stop();
});
