import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectProblem } from '../../support/calls/problems.ts';
import { following, poll, publishEvent } from '../../support/feed/follow.ts';
import { touchedAfter } from '../../support/postgres/touch.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import { addFollowSecret, type TestUser } from '../../support/users/users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

let ann: TestUser;
let bob: TestUser;
let annsSecret: string;
let bobsSecret: string;
beforeEach(async () => {
  ann = await insertUser(api);
  bob = await insertUser(api);
  annsSecret = await addFollowSecret(api, ann);
  bobsSecret = await addFollowSecret(api, bob);
});

type Event = Record<'userId' | 'eventId' | 'timestamp', string>;
const idsIn = (events: readonly Event[]) => events.map(({ eventId }) => eventId);

/** Puts an event and then gives it a time stamp. @returns its id. */
async function publishAt(user: TestUser, timestamp: string): Promise<string> {
  const { eventId } = await publishEvent(api, user);
  await api.userData.query('update user_events set timestamp = $2 where id = $1', [eventId, timestamp]);
  return eventId;
}

test('answers the events of all, oldest first, in exactly the declared form', async () => {
  const third = await publishAt(ann, '2024-06-30T01:55:36.123457Z');
  const first = await publishAt(ann, '2024-06-30T01:55:36Z');
  const second = await publishAt(bob, '2024-06-30T01:55:36.12Z');
  const { status, body } = await poll(api, following(ann, annsSecret), following(bob, bobsSecret));
  expect(status).toBe(200);
  const common = {
    encryptedEventPayload: expect.any(String),
    encryptedEventIV: expect.any(String),
    expiry: '2099-01-01T00:00:00.000000Z',
  };
  expect(body).toEqual({
    events: [
      { userId: ann.id, eventId: first, timestamp: '2024-06-30T01:55:36.000000Z', ...common },
      { userId: bob.id, eventId: second, timestamp: '2024-06-30T01:55:36.120000Z', ...common },
      { userId: ann.id, eventId: third, timestamp: '2024-06-30T01:55:36.123457Z', ...common },
    ],
    invalidFollowSecrets: [],
  });
});

test('nobody has published anything', async () => {
  const { body } = await poll(api, following(ann, annsSecret), following(bob, bobsSecret));
  expect(body).toEqual({ events: [], invalidFollowSecrets: [] });
});

test.for([
  ['2024-06-30T01:55:36.123455Z', true],
  ['2024-06-30T01:55:36.123456Z', false],
  ['2024-06-30T01:55:36.123455999Z', true],
  ['2024-06-30T01:55:36.123456001Z', false],
  ['2024-06-30T03:55:36.123455+02:00', true],
  ['2024-06-30T03:55:36.123456+02:00', false],
  ['2024-06-30T01:55Z', true],
  ['2024-06-30T01:56Z', false],
  ['0001-01-01T00:00:00Z', true],
  ['9999-12-31T23:59:59.999999Z', false],
] as const)('an event of 01:55:36.123456 is newer than %s: %s', async ([since, isNewer]) => {
  const eventId = await publishAt(ann, '2024-06-30T01:55:36.123456Z');
  const { status, body } = await poll(api, following(ann, annsSecret, since));
  expect(status).toBe(200);
  expect(idsIn(body.events)).toEqual(isNewer ? [eventId] : []);
});

test('`since` counts for its own user', async () => {
  await publishAt(ann, '2024-01-01T00:00:00Z');
  const bobs = await publishAt(bob, '2024-01-01T00:00:00Z');
  const { body } = await poll(
    api,
    following(ann, annsSecret, '2024-01-01T00:00:00Z'),
    following(bob, bobsSecret, '2023-12-31T23:59:59Z'),
  );
  expect(idsIn(body.events)).toEqual([bobs]);
});

test('a follower with the newest time stamp it was told gets nothing twice', async () => {
  for (let count = 0; count < 5; count += 1) await publishEvent(api, ann);
  const { events } = (await poll(api, following(ann, annsSecret))).body;
  const stamps = events.map(({ timestamp }: Event) => timestamp);
  expect(new Set(stamps).size).toBe(5);
  expect(stamps).toEqual(stamps.toSorted());
  expect((await poll(api, following(ann, annsSecret, stamps.at(-1)))).body.events).toEqual([]);
  expect((await poll(api, following(ann, annsSecret, stamps[2]))).body.events).toEqual(events.slice(3));
});

test('secrets that are wrong, revoked or of another user are listed once each, the others answered', async () => {
  const eventId = (await publishEvent(api, ann)).eventId;
  await publishEvent(api, bob);
  const revoked = await addFollowSecret(api, bob);
  const { id: userId, password } = bob;
  await api.call('POST', '/v2/follow-secret/delete', { userId, password, followSecret: revoked });
  const { status, body } = await poll(
    api,
    following(ann, annsSecret),
    following(bob, annsSecret),
    following(bob, 'wrong'),
    following(ann, 'wrong'),
    following(bob, revoked),
    following({ id: randomUUID() }, 'of nobody'),
    following(bob, bobsSecret.toUpperCase()),
  );
  expect(status).toBe(200);
  expect(idsIn(body.events)).toEqual([eventId]);
  expect(body.invalidFollowSecrets.toSorted()).toEqual(
    [annsSecret, 'wrong', revoked, 'of nobody', bobsSecret.toUpperCase()].toSorted(),
  );
});

test('a secret that is listed comes back letter for letter', async () => {
  const secrets = ['"quoted"', '\\', ':name', '$1', "' or true --", '🏋'.repeat(20), '\u0001\n', '{}', 'null'];
  const { body } = await poll(api, ...secrets.map((secret) => following(ann, secret)));
  expect(body.invalidFollowSecrets.toSorted()).toEqual(secrets.toSorted());
});

test('a user named twice is answered once, from the earlier time', async () => {
  const eventId = await publishAt(ann, '2024-01-01T00:00:00Z');
  const { body } = await poll(
    api,
    following(ann, annsSecret, '2024-01-01T00:00:00Z'),
    following(ann, annsSecret),
    following({ id: ann.id.toUpperCase() }, 'wrong'),
  );
  expect(idsIn(body.events)).toEqual([eventId]);
  expect(body.invalidFollowSecrets).toEqual(['wrong']);
});

test('an expired event is not handed out', async () => {
  const { eventId } = await publishEvent(api, ann);
  await publishEvent(api, ann, { expiry: '2024-01-01T00:00:00Z' });
  expect(idsIn((await poll(api, following(ann, annsSecret))).body.events)).toEqual([eventId]);
  await api.userData.query(`update user_events set expiry = now() where id = $1`, [eventId]);
  expect((await poll(api, following(ann, annsSecret))).body.events).toEqual([]);
});

test('takes 1 to 200 users', async () => {
  const { eventId } = await publishEvent(api, ann);
  const strangers = Array.from({ length: 200 }, () => following({ id: randomUUID() }, 'x'.repeat(40)));
  const { body } = await poll(api, ...strangers.slice(1), following(ann, annsSecret));
  expect(idsIn(body.events)).toEqual([eventId]);
  expect(body.invalidFollowSecrets).toEqual(['x'.repeat(40)]);
  expectProblem(await poll(api, ...strangers, following(ann, annsSecret)), 400, ['users']);
  expectProblem(await poll(api), 400, ['users']);
});

test('all faults of all entries are told by their places', async () => {
  const valid = following(ann, annsSecret);
  const answer = await api.call('POST', '/v2/events', {
    users: [valid, { ...valid, since: 'yesterday' }, { userId: 'x', followSecret: '' }, 7, valid],
  });
  expectProblem(answer, 400, [
    'users.1.since',
    'users.2.userId',
    'users.2.followSecret',
    'users.2.since',
    'users.3',
  ]);
});

test('events are touched when the last time is an hour ago, not before', async () => {
  await publishEvent(api, ann);
  const touched = await touchedAfter(api, 'user_events', () => poll(api, following(ann, annsSecret)));
  expect(touched).toEqual({ '59 minutes': false, '61 minutes': true });
});

test('an event that was not handed out is not touched', async () => {
  const seen = await publishAt(ann, '2024-01-01T00:00:00Z');
  await publishAt(ann, '2023-01-01T00:00:00Z');
  await publishEvent(api, bob);
  await api.userData.query(`update user_events set last_accessed = now() - interval '2 hours'`);
  await poll(api, following(ann, annsSecret, '2023-06-01T00:00:00Z'), following(bob, annsSecret));
  const { rows } = await api.userData.query(
    `select id from user_events where last_accessed > now() - interval '1 hour'`,
  );
  expect(rows).toEqual([{ id: seen }]);
});
