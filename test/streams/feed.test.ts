import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followedUsers, storedEventIds, storeEvents } from '../support/feed/events.ts';
import { Follower } from '../support/feed/follower.ts';
import { SMALL_MEMORY } from '../support/system/small-memory.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem({ memoryMegabytes: SMALL_MEMORY });
});
afterAll(() => api.stop());

const ids = (events: readonly { eventId: string }[]) => events.map(({ eventId }) => eventId);

describe('one answer holds each event once, oldest first', () => {
  it.each([
    ['many small ones', 1, { count: 5_000, payloadBytes: 100, alike: 1 }],
    ['the largest that any release allows', 2, { count: 100, payloadBytes: 15_360, alike: 1 }],
    ['the largest that may be configured', 1, { count: 50, payloadBytes: 40_000, alike: 1 }],
    [
      'small and the same time stamp for more than a page',
      3,
      { count: 1_400, payloadBytes: 100, alike: 700 },
    ],
    [
      'large and the same time stamp for more than a page',
      3,
      { count: 120, payloadBytes: 10_000, alike: 60 },
    ],
    ['many users', 200, { count: 3, payloadBytes: 5_120, alike: 2 }],
  ])('%s', async (_, userCount, events) => {
    const { users, secrets } = await followedUsers(api, userCount);
    await storeEvents(api, users, events);
    const follower = new Follower(api, secrets);
    const received = await follower.poll();
    expect(ids(received)).toEqual(await storedEventIds(api, users));
    const lengths = new Set(
      received.map((event) => Buffer.from(event.encryptedEventPayload, 'base64').length),
    );
    expect([...lengths]).toEqual([events.payloadBytes]);
    await expect(follower.poll()).resolves.toEqual([]);
  });
});
