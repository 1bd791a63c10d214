import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from '../../support/calls/problems.ts';
import { following, publishEvent } from '../../support/feed/follow.ts';
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

const put = (path: string, payloadBytes: number, headers?: Record<string, string>) =>
  api.call('PUT', path, eventBody(user, { encryptedEventPayload: ciphertext(payloadBytes) }), headers);

describe('an event', () => {
  test.for([
    ['/v2/event', 5_120, 200],
    ['/v2/event', 5_121, 400],
    ['/event', 15_360, 200],
    ['/event', 15_361, 400],
  ] as const)('at %s of %i bytes: %i', async ([path, bytes, status]) => {
    expect((await put(path, bytes)).status).toBe(status);
  });

  test('of the largest size is handed out whole', async () => {
    const event = eventBody(user, { encryptedEventPayload: ciphertext(15_360) });
    await api.call('PUT', '/event', event);
    for (const path of ['/events', '/v2/events']) {
      const { body } = await api.call('POST', path, { users: [following(user, secret)] });
      const found = body.events.find(({ eventId }: { eventId: string }) => eventId === event.eventId);
      expect(found.encryptedEventPayload).toBe(event.encryptedEventPayload);
    }
  });

  test('is not larger for what a client says in headers and query', async () => {
    const claims = {
      'x-forwarded-path': '/event',
      'x-forwarded-prefix': '/csharp',
      'x-original-url': '/event',
      'x-amz-stage': 'csharp',
      stage: 'csharp',
    };
    expectProblem(await put('/v2/event', 5_121, claims), 400);
    expectProblem(await put('/v2/event?stage=csharp', 5_121), 400);
    for (const path of ['/v2//event', '/v2/csharp/event', '/csharp/event', '/v2/../event/x']) {
      expect((await put(path, 5_121)).status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('`since`', () => {
  const MINUTE = 60_000;

  /** The ids of events that were put so many milliseconds before `since`. */
  async function idsSince(path: string, agesBefore: readonly number[]): Promise<boolean[]> {
    const since = Date.parse('2024-06-30T01:55:36.123Z');
    const publisher = await insertUser(api);
    const own = await addFollowSecret(api, publisher);
    const ids: string[] = [];
    for (const age of agesBefore) {
      const { eventId } = await publishEvent(api, publisher);
      ids.push(eventId);
      await api.userData.query('update user_events set timestamp = $2 where id = $1', [
        eventId,
        new Date(since - age).toISOString(),
      ]);
    }
    const { body } = await api.call('POST', path, {
      users: [following(publisher, own, '2024-06-30T03:55:36.123+02:00')],
    });
    const found = new Set(body.events.map(({ eventId }: { eventId: string }) => eventId));
    return ids.map((id) => found.has(id));
  }

  test('counts as 15 minutes earlier at /events: a clock that is fast hides nothing', async () => {
    const ages = [-1, 0, 15 * MINUTE - 1, 15 * MINUTE, 16 * MINUTE];
    expect(await idsSince('/events', ages)).toEqual([true, true, true, false, false]);
  });

  test('is exact at /v2/events', async () => {
    expect(await idsSince('/v2/events', [-1, 0, 1, 16 * MINUTE])).toEqual([true, false, false, false]);
  });

  test.for(['0001-01-01T00:00:00Z', '0001-01-01T00:14:59.999999Z'])(
    '%s, before which there is no time, works',
    async (since) => {
      const { status, body } = await api.call('POST', '/events', { users: [following(user, secret, since)] });
      expect(status).toBe(200);
      expect(body.events).not.toEqual([]);
    },
  );
});

test('the settings move both', async () => {
  const own = await startTestSystem({
    settings: { EVENT_PAYLOAD_MAX_BYTES_CSHARP: 100, SINCE_GRACE_SECONDS_CSHARP: 0 },
  });
  try {
    const publisher = await insertUser(own);
    const event = (bytes: number) => eventBody(publisher, { encryptedEventPayload: ciphertext(bytes) });
    expect((await own.call('PUT', '/event', event(101))).status).toBe(400);
    expect((await own.call('PUT', '/event', event(100))).status).toBe(200);
    const shared = await addFollowSecret(own, publisher);
    const poll = async (since?: string) =>
      (await own.call('POST', '/events', { users: [following(publisher, shared, since)] })).body.events;
    const [first] = await poll();
    expect(await poll(first.timestamp)).toEqual([]);
  } finally {
    await own.stop();
  }
});
