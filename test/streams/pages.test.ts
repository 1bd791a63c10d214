import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { allButTheFirst, holdCall } from '../support/faults/held-call.ts';
import { followedUsers, storeEvents } from '../support/feed/events.ts';
import { Follower } from '../support/feed/follower.ts';
import { holdLock } from '../support/postgres/locks.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { ciphertext, eventBody, type TestUser } from '../support/users/users.ts';

/** More events than the first page has room for. */
const SEVERAL_PAGES = 300;
const FIRST_PAGE = 250;

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterEach(() => api.dataApi.faults.clear());
afterAll(() => api.stop());

const isReadingEvents = ({ sql = '' }) => sql.includes('octet_length(e.encrypted_event)');

async function put(user: TestUser, given: Record<string, unknown> = {}) {
  const body = eventBody(user, given);
  expect((await api.call('PUT', '/v2/event', body)).status).toBe(200);
  return body;
}

/**
 * Adds events past the API: as many as the first page holds of this very moment, a microsecond apart, and those behind
 * them a second apart, so that what is put meanwhile lies between them.
 */
const addEventsOfNow = ({ id }: TestUser) =>
  api.userData.query(
    `insert into user_events
     select $1, gen_random_uuid(), clock_timestamp() + place * interval '1 microsecond'
         + greatest(0, place - ${FIRST_PAGE}) * interval '1 second', now(), 'infinity', '\\x01', '\\x02'
     from generate_series(1, $2::int) as place`,
    [id, SEVERAL_PAGES],
  );

async function twoFollowedUsers() {
  const { users, secrets } = await followedUsers(api, 2);
  const [writer, other] = users;
  if (writer === undefined || other === undefined) throw new Error('There are two.');
  return { writer, other, follower: new Follower(api, secrets) };
}

describe('between two pages of one answer', () => {
  it('no event is passed by that was begun earlier and becomes visible later', async () => {
    const { writer, other, follower } = await twoFollowedUsers();
    const { eventId } = await put(writer);
    await follower.poll();

    const edit = { eventId, encryptedEventPayload: ciphertext(40) };
    const lock = await holdLock(api.userData, {
      text: 'select from user_events where id = $1 for update',
      values: [eventId],
    });
    const editing = put(writer, edit);
    await lock.isWaitedFor();
    await addEventsOfNow(other);
    const secondPage = holdCall(api.dataApi.faults, allButTheFirst(isReadingEvents));
    const polling = follower.poll();
    await secondPage.arrived();
    await lock.release();
    await editing;
    const next = await put(writer);
    secondPage.release();
    await polling;
    await follower.poll();

    const held = new Map(follower.received.map((event) => [event.eventId, event.encryptedEventPayload]));
    expect(held.get(eventId)).toBe(edit.encryptedEventPayload);
    expect(held.get(next.eventId)).toBe(next.encryptedEventPayload);
    expect(held.size).toBe(SEVERAL_PAGES + 2);
    await expect(follower.poll()).resolves.toEqual([]);
  });

  it('an event that is replaced comes with the next answer, in its new form', async () => {
    const { writer, other, follower } = await twoFollowedUsers();
    await addEventsOfNow(other);
    const { eventId } = await put(writer);
    const last = await put(writer);

    const secondPage = holdCall(api.dataApi.faults, allButTheFirst(isReadingEvents));
    const polling = follower.poll();
    await secondPage.arrived();
    const edit = await put(writer, { eventId });
    secondPage.release();
    const idsOf = async (events: ReturnType<Follower['poll']>) =>
      (await events).filter(({ userId }) => userId === writer.id).map((event) => event.eventId);

    expect(await idsOf(polling)).toEqual([last.eventId]);
    expect(await idsOf(follower.poll())).toEqual([eventId]);
    expect(follower.received.at(-1)?.encryptedEventPayload).toBe(edit.encryptedEventPayload);
  });

  it('the first event of a user waits for the next answer', async () => {
    const { writer, other, follower } = await twoFollowedUsers();
    await addEventsOfNow(other);
    const secondPage = holdCall(api.dataApi.faults, allButTheFirst(isReadingEvents));
    const polling = follower.poll();
    await secondPage.arrived();
    const { eventId } = await put(writer);
    secondPage.release();

    await expect(polling).resolves.toHaveLength(SEVERAL_PAGES);
    await expect(follower.poll()).resolves.toMatchObject([{ eventId }]);
  });

  it('nothing comes again of a user whose `since` is where a page ends', async () => {
    const { users, secrets } = await followedUsers(api, 2);
    await storeEvents(api, users, { count: SEVERAL_PAGES, payloadBytes: 10, alike: 1 });
    const [first, second] = users.toSorted((one, other) => one.id.localeCompare(other.id));
    if (first === undefined || second === undefined) throw new Error('There are two.');
    const answer = async (since: string) => {
      const asked = [
        { userId: first.id, followSecret: secrets[first.id], since: '0001-01-01T00:00:00Z' },
        { userId: second.id, followSecret: secrets[second.id], since },
      ];
      return (await api.call('POST', '/v2/events', { users: asked })).body.events;
    };
    const ofSecond = ({ userId }: { userId: string }) => userId === second.id;
    const all = (await answer('0001-01-01T00:00:00Z')).filter(ofSecond);
    // The first page is all of the first user's, whose events have the times of the second's.
    const rest = (await answer(all[FIRST_PAGE - 1].timestamp)).filter(ofSecond);
    expect(rest).toEqual(all.slice(FIRST_PAGE));
  });

  it("a secret that is revoked does not tear a user's events apart", async () => {
    const { writer, other, follower } = await twoFollowedUsers();
    await addEventsOfNow(other);
    await put(writer);
    const secondPage = holdCall(api.dataApi.faults, allButTheFirst(isReadingEvents));
    const polling = follower.poll();
    await secondPage.arrived();
    await api.userData.query('delete from user_follow_secrets where user_id = $1', [other.id]);
    secondPage.release();
    await expect(polling).resolves.toHaveLength(SEVERAL_PAGES + 1);
  });
});

describe('a database whose clock goes back, as after a failover', () => {
  it.each([
    ['with the newest event still there', false],
    ['when the newest event has been purged', true],
  ])('gives the next event a later time stamp, %s', async (_, isPurged) => {
    const { writer, follower } = await twoFollowedUsers();
    const before = await put(writer);
    // As if the clock of the server that took it had been ahead.
    await api.userData.query(
      `with ahead as (
         update users set last_event_timestamp = now() + interval '1 minute' where id = $1
         returning id, last_event_timestamp
       )
       update user_events set timestamp = last_event_timestamp from ahead where user_id = ahead.id`,
      [writer.id],
    );
    await expect(follower.poll()).resolves.toMatchObject([{ eventId: before.eventId }]);
    if (isPurged) await api.userData.query('delete from user_events where id = $1', [before.eventId]);
    const { eventId } = await put(writer);
    await expect(follower.poll()).resolves.toMatchObject([{ eventId }]);
  });
});
