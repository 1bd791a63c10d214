import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaveMessages, poll } from '../support/inbox.ts';
import { insertUser } from '../support/known-users.ts';
import { startTestSystem, type TestSystem } from '../support/system.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

it('an inbox that is too large for one answer is given in two', { timeout: 120_000 }, async () => {
  const user = await insertUser(api);
  const left = await leaveMessages(api, user, 4_500, 20);
  const first = await poll(api, user);
  const second = await poll(api, user);
  expect(first.length).toBeGreaterThan(3_500);
  expect(second.length).toBeGreaterThan(0);
  expect([...first, ...second].toSorted()).toEqual(left);
});
