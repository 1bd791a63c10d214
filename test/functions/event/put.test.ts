import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../../support/calls/problems.ts';
import { following, poll, publishEvent } from '../../support/feed/follow.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import { addFollowSecret, ciphertext, eventBody, type TestUser } from '../../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
let secret: string;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
  secret = await addFollowSecret(api, user);
});
afterAll(() => api.stop());

const put = (given: Readonly<Record<string, unknown>>) =>
  api.call('PUT', '/v2/event', eventBody(user, given));
const events = async () => (await poll(api, following(user, secret))).body.events;
const eventById = async (eventId: string) =>
  (await events()).find((event: { eventId: string }) => event.eventId === eventId);

test('answers {} and the event is as it was put', async () => {
  const event = eventBody(user);
  const { status, body } = await api.call('PUT', '/v2/event', event);
  expect(status).toBe(200);
  expect(body).toEqual({});
  const { password: _, ...visible } = event;
  expect(await eventById(event.eventId)).toEqual({
    ...visible,
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
    expiry: '2099-01-01T00:00:00.000000Z',
  });
});

test('an event put again is replaced, and an edit is seen by `since`', async () => {
  const { eventId } = await publishEvent(api, user);
  const first = await eventById(eventId);
  await api.userData.query(`update user_events set last_accessed = now() - interval '1 day'`);
  const edit = await publishEvent(api, user, {
    eventId: eventId.toUpperCase(),
    expiry: '2098-02-03T04:05:06Z',
  });
  const { body } = await poll(api, following(user, secret, first.timestamp));
  expect(body.events).toEqual([
    {
      userId: user.id,
      eventId,
      timestamp: expect.any(String),
      encryptedEventPayload: edit.encryptedEventPayload,
      encryptedEventIV: edit.encryptedEventIV,
      expiry: '2098-02-03T04:05:06.000000Z',
    },
  ]);
  expect(body.events[0].timestamp > first.timestamp).toBe(true);
  const { rows } = await api.userData.query(
    `select timestamp = last_accessed as both_now from user_events where id = $1`,
    [eventId],
  );
  expect(rows).toEqual([{ both_now: true }]);
});

test('one id may name an event of each user', async () => {
  const other = await insertUser(api);
  const { eventId, encryptedEventPayload } = await publishEvent(api, user);
  await publishEvent(api, other, { eventId });
  expect(await eventById(eventId)).toMatchObject({ userId: user.id, encryptedEventPayload });
});

test.for([
  ['encryptedEventPayload', 1, 5_120],
  ['encryptedEventIV', 1, 16],
] as const)('%s has %i to %i bytes', async ([name, least, most]) => {
  for (const bytes of [least, most]) {
    const value = ciphertext(bytes);
    const { eventId } = await publishEvent(api, user, { [name]: value });
    expect(await eventById(eventId)).toMatchObject({ [name]: value });
  }
  for (const bytes of [least - 1, most + 1]) {
    expectProblem(await put({ [name]: ciphertext(bytes) }), 400, [name]);
  }
});

test('EVENT_PAYLOAD_MAX_BYTES moves the limit of payloads', async () => {
  const larger = await startTestSystem({ settings: { EVENT_PAYLOAD_MAX_BYTES: 15_360 } });
  try {
    const owner = await insertUser(larger);
    const largest = ciphertext(15_360);
    await publishEvent(larger, owner, { encryptedEventPayload: largest });
    const { body } = await poll(larger, following(owner, await addFollowSecret(larger, owner)));
    expect(body.events).toMatchObject([{ encryptedEventPayload: largest }]);
    const tooLarge = eventBody(owner, { encryptedEventPayload: ciphertext(15_361) });
    expectProblem(await larger.call('PUT', '/v2/event', tooLarge), 400, ['encryptedEventPayload']);
  } finally {
    await larger.stop();
  }
});

test.for([
  ['2099-06-30T01:55Z', '2099-06-30T01:55:00.000000Z'],
  ['2099-06-30T01:55:36Z', '2099-06-30T01:55:36.000000Z'],
  ['2099-06-30T01:55:36.1Z', '2099-06-30T01:55:36.100000Z'],
  ['2099-06-30T01:55:36.123456Z', '2099-06-30T01:55:36.123456Z'],
  ['2099-06-30T01:55:36.123456789Z', '2099-06-30T01:55:36.123456Z'],
  ['2099-06-30T01:55:36.999999999Z', '2099-06-30T01:55:36.999999Z'],
  ['2099-06-30T01:55:36+00:00', '2099-06-30T01:55:36.000000Z'],
  ['2099-06-30T01:55:36.5+02:00', '2099-06-29T23:55:36.500000Z'],
  ['2099-06-30T01:55-05:30', '2099-06-30T07:25:00.000000Z'],
  ['2096-02-29T23:59:59Z', '2096-02-29T23:59:59.000000Z'],
  ['9999-12-31T23:59:59.999999999Z', '9999-12-31T23:59:59.999999Z'],
] as const)('an expiry of %s is told as %s', async ([expiry, told]) => {
  const { eventId } = await publishEvent(api, user, { expiry });
  expect(await eventById(eventId)).toMatchObject({ expiry: told });
});

test.for(['0001-01-01T00:00:00Z', '2000-01-01T00:00:00.123456Z'])(
  'an expiry in the past (%s) is accepted, and the event never handed out',
  async (expiry) => {
    const eventId = randomUUID();
    expect((await put({ eventId, expiry })).status).toBe(200);
    expect(await eventById(eventId)).toBeUndefined();
    const { rows } = await api.userData.query(
      `select expiry = $2::timestamptz as kept from user_events where id = $1`,
      [eventId, expiry],
    );
    expect(rows).toEqual([{ kept: true }]);
  },
);
