import { afterAll, beforeAll, expect, it } from 'vitest';
import { followedUsers, storedEventIds, storeEvents } from '../support/feed/events.ts';
import { Follower } from '../support/feed/follower.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const ids = (events: readonly { eventId: string }[]) => events.map(({ eventId }) => eventId);

it('an answer stops short of 100 MiB between two time stamps, and the newest of them brings the rest', async () => {
  const alike = 7;
  const { users, secrets } = await followedUsers(api, 1);
  await storeEvents(api, users, { count: 2_030, payloadBytes: 40_000, alike });
  const stored = await storedEventIds(api, users);
  const follower = new Follower(api, secrets);
  const first = await follower.poll();
  const second = await follower.poll();
  expect(first.length).toBeLessThan(stored.length);
  expect(first.length % alike).toBe(0);
  // The next group would not have fitted, though all before it did.
  expect(JSON.stringify(first).length).toBeGreaterThan(99 * 1024 * 1024);
  expect(JSON.stringify({ events: first, invalidFollowSecrets: [] }).length).toBeLessThan(100 * 1024 * 1024);
  expect(first.at(-1)?.timestamp).not.toBe(second[0]?.timestamp);
  expect(ids([...first, ...second])).toEqual(stored);
  await expect(follower.poll()).resolves.toEqual([]);
});
