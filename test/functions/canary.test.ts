import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterEach(() => api.dataApi.faults.clear());
afterAll(() => api.stop());

const runCanary = async () => {
  const { payload, functionError } = await api.functions.invoke(
    'canary',
    {},
    { timeoutMilliseconds: 240_000 },
  );
  return { result: JSON.parse(payload), functionError };
};

const countUsers = async () => {
  const { rows } = await api.userData.query('select count(*)::int as users from users');
  return rows[0].users;
};

test('makes the first calls of an app, and leaves nothing behind', async () => {
  const before = await countUsers();
  const { result, functionError } = await runCanary();
  expect(functionError).toBeUndefined();
  expect(Object.keys(result.times)).toEqual([
    'user/create',
    'user/put',
    'follow-secret/put',
    'event/put',
    'event/get-many',
    'inbox/get',
    'user/delete',
  ]);
  expect(await countUsers()).toBe(before);
});

test('fails when a call fails, names it and its request id, and deletes its user all the same', async () => {
  const before = await countUsers();
  const linesBefore = api.logLines.length;
  api.dataApi.faults.fail('AccessDeniedException', {
    when: ({ sql = '' }) => /insert into "?user_events/.test(sql),
  });
  const { result, functionError } = await runCanary();
  expect(functionError).toBe('Unhandled');
  expect(result).toMatchObject({ errorType: 'CanaryError', errorMessage: 'event/put returned 500.' });
  expect(await countUsers()).toBe(before);
  const lines = api.logLines.slice(linesBefore).map((line) => JSON.parse(line));
  const told = lines.find(({ message }) => message.error?.name === 'CanaryError');
  const failed = lines.find(({ message }) => message.route === 'event/put' && message.status === 500);
  expect(told.message.requestId).toBe(failed.message.requestId);
});

test('fails when a follower does not get what was put', async () => {
  const before = await countUsers();
  await api.userData.query(
    `create function lose() returns trigger language plpgsql as 'begin new.expiry := now(); return new; end'`,
  );
  await api.userData.query(
    'create trigger lose before insert on user_events for each row execute function lose()',
  );
  const { result } = await runCanary();
  await api.userData.query('drop trigger lose on user_events; drop function lose()');
  expect(result).toMatchObject({ errorMessage: 'A follower does not get the event that was put.' });
  expect(await countUsers()).toBe(before);
});

test('logs no password and no id', async () => {
  const linesBefore = api.logLines.length;
  await runCanary();
  const lines = api.logLines.slice(linesBefore);
  expect(lines.length).toBeGreaterThan(7);
  for (const line of lines) {
    const { message } = JSON.parse(line);
    expect(JSON.stringify(message).replace(message.requestId, '')).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  }
});
