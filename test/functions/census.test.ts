import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const takeCensus = async () => JSON.parse((await api.functions.invoke('census', {})).payload);

test('counts nothing where nothing is', async () => {
  expect(await takeCensus()).toEqual({ openChats: 0, users: 0, events: 0 });
});

test('counts open chats, and estimates users and events, in one call of the Data API', async () => {
  await Promise.all(Array.from({ length: 5 }, () => insertUser(api)));
  await api.userData.query(`insert into chats (connection_id) values ('one='), ('two=')`);
  await api.userData.query('analyze users');
  const before = api.dataApi.calls.entries.length;
  expect(await takeCensus()).toEqual({ openChats: 2, users: 5, events: 0 });
  expect(api.dataApi.calls.entries.length - before).toBe(1);
  expect(JSON.parse(api.logLines.at(-1) ?? '').message).toEqual({ openChats: 2, users: 5, events: 0 });
});
