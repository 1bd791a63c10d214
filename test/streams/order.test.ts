import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { followedUsers, storedEventIds } from '../support/feed/events.ts';
import { Follower } from '../support/feed/follower.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import { ciphertext, eventBody, type TestUser } from '../support/users/users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
  // The password of all these users is hashed here, and remembered.
  await put(await insertUser(api));
});
afterEach(() => api.dataApi.faults.clear());
afterAll(() => api.stop());

async function put(user: TestUser, given: Record<string, unknown> = {}): Promise<string> {
  const body = eventBody(user, given);
  const { status } = await api.call('PUT', '/v2/event', body);
  expect(status).toBe(200);
  return body.eventId;
}

/** Each user's time stamps grew in the order in which the events were seen, so that none came twice. */
function expectGrowing({ received }: Follower): void {
  const newest = new Map<string, string>();
  for (const { userId, timestamp } of received) {
    expect(timestamp > (newest.get(userId) ?? '')).toBe(true);
    newest.set(userId, timestamp);
  }
}

function delayCallsAtRandom(): void {
  for (const milliseconds of [5, 20, 60]) {
    api.dataApi.faults.delay(milliseconds, { times: 10_000, when: () => Math.random() < 0.3 });
  }
}

describe.each([
  ['at once', () => {}],
  ['at once, over a slow network', delayCallsAtRandom],
])('a follower who polls while events are put %s', (_, slowDown) => {
  it.each([1, 2, 3])('ends with all of them, round %i', async () => {
    const { users, secrets } = await followedUsers(api, 1);
    const [user] = users;
    if (user === undefined) throw new Error('There is a user.');
    const follower = new Follower(api, secrets);
    slowDown();
    await follower.pollDuring(Promise.all(Array.from({ length: 50 }, () => put(user))));
    expectGrowing(follower);
    expect(follower.received).toHaveLength(50);
    expect(follower.received.map(({ eventId }) => eventId)).toEqual(await storedEventIds(api, users));
  });

  it('sees the edits of two users, each once', async () => {
    const { users, secrets } = await followedUsers(api, 2);
    const follower = new Follower(api, secrets);
    slowDown();
    const writeAndEdit = async (user: TestUser) => {
      const encryptedEventPayload = ciphertext(40);
      const eventId = await put(user);
      await Promise.all([put(user), put(user, { eventId }), put(user)]);
      await put(user, { eventId, encryptedEventPayload });
      return [eventId, encryptedEventPayload] as const;
    };
    const edits = users.flatMap((user) => Array.from({ length: 6 }, () => writeAndEdit(user)));
    const edited = await follower.pollDuring(Promise.all(edits));
    expectGrowing(follower);
    const held = new Map(follower.received.map((event) => [event.eventId, event.encryptedEventPayload]));
    expect([...held.keys()].toSorted()).toEqual((await storedEventIds(api, users)).toSorted());
    for (const [eventId, payload] of edited) expect(held.get(eventId)).toBe(payload);
  });
});

it('an event is put after those of a server that sets its clock ahead', async () => {
  const { users, secrets } = await followedUsers(api, 1);
  const [user] = users;
  if (user === undefined) throw new Error('There is a user.');
  await api.userData.query(
    `insert into user_events values
       ($1, gen_random_uuid(), now() + interval '1 minute', now(), 'infinity', '\\x01', '\\x02')`,
    [user.id],
  );
  const follower = new Follower(api, secrets);
  await follower.poll();
  const eventId = await put(user);
  expect(await follower.poll()).toMatchObject([{ eventId }]);
});

it("one user's clock that is ahead moves nobody else's events", async () => {
  const { users, secrets } = await followedUsers(api, 2);
  const [ahead, user] = users;
  if (ahead === undefined || user === undefined) throw new Error('There are two.');
  await api.userData.query(
    `insert into user_events values
       ($1, gen_random_uuid(), now() + interval '1 hour', now(), 'infinity', '\\x01', '\\x02')`,
    [ahead.id],
  );
  const eventId = await put(user);
  expect(await new Follower(api, secrets).poll()).toMatchObject([{ eventId }, { userId: ahead.id }]);
});
