import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ciphertext } from '../users/users.ts';
import { steps } from './commands.ts';
import { type Follower, pick, type World } from './world.ts';

/** Few, so that users share them and events are replaced. */
const EVENT_IDS = Array.from(
  { length: 6 },
  (_, index) => `${String(index).repeat(8)}-0000-4000-8000-000000000000`,
);
const SECRETS = ['a secret', 'another', 'a third'];
const IV = ciphertext(16);

const person = fc.nat();
const secret = fc.constantFrom(...SECRETS);

const put = steps(
  'put an event',
  fc.record({ person, eventId: fc.constantFrom(...EVENT_IDS), isExpired: fc.boolean() }),
  async (world, call, { person: number, eventId, isExpired }) => {
    const known = pick(world.people, number);
    const payload = ciphertext(40);
    const { status } = await call('PUT', '/event', {
      userId: known.id,
      password: known.password,
      eventId,
      encryptedEventPayload: payload,
      encryptedEventIV: IV,
      expiry: isExpired ? '2020-01-01T00:00:00Z' : '2099-01-01T00:00:00Z',
    });
    assert.equal(status, known.isGone ? 404 : 200);
    if (known.isGone) return;
    world.eventsPut += 1;
    known.events.set(eventId, { payload, isExpired, place: world.eventsPut });
  },
);

const allow = steps('put a follow secret', fc.record({ person, secret }), async (world, call, values) => {
  const { id, password, isGone, followSecrets } = pick(world.people, values.person);
  const body = { userId: id, password, followSecret: values.secret };
  assert.equal((await call('PUT', '/follow-secret', body)).status, isGone ? 404 : 200);
  if (!isGone) followSecrets.add(values.secret);
});

const revoke = steps('delete a follow secret', fc.record({ person, secret }), async (world, call, values) => {
  const { id, password, isGone, followSecrets } = pick(world.people, values.person);
  const body = { userId: id, password, followSecret: values.secret };
  assert.equal((await call('POST', '/follow-secret/delete', body)).status, isGone ? 404 : 200);
  if (!isGone) followSecrets.delete(values.secret);
});

interface Received {
  readonly userId: string;
  readonly eventId: string;
  readonly timestamp: string;
  readonly encryptedEventPayload: string;
}

/** A poll for one or more followers, each person once. */
const poll = steps(
  'poll',
  fc.array(fc.record({ follower: fc.nat(), secret }), { minLength: 1, maxLength: 4 }),
  async (world, call, values) => {
    const asked = values.map((each) => [pick(world.followers, each.follower), each.secret] as const);
    // Several entries for one person get everything that any of them allows.
    const byPerson = new Map(asked.map((entry) => [entry[0].person, entry]));
    const polling = new Map(byPerson.values());
    const users = [...polling].map(
      ([
        {
          person: { id },
          since,
        },
        followSecret,
      ]) => ({ userId: id, followSecret, since }),
    );
    const { status, body } = await call('POST', '/events', { users });
    assert.equal(status, 200);
    const received: Received[] = body.events;
    const times = received.map(({ timestamp }) => timestamp);
    assert.deepEqual(times, times.toSorted());
    const refused = [...polling].filter(([{ person: known }, given]) => !isAllowed(known, given));
    assert.deepEqual(
      body.invalidFollowSecrets.toSorted(),
      [...new Set(refused.map(([, given]) => given))].toSorted(),
    );
    assert.equal(
      received.length,
      [...polling].reduce((sum, [follower, given]) => sum + expected(follower, given).length, 0),
    );
    for (const [follower, given] of polling) {
      const own = received.filter(({ userId }) => userId === follower.person.id);
      assert.deepEqual(
        own.map(({ eventId, encryptedEventPayload }) => [eventId, encryptedEventPayload]),
        expected(follower, given).map(([eventId, { payload }]) => [eventId, payload]),
      );
      follower.place = expected(follower, given).at(-1)?.[1].place ?? follower.place;
      follower.since = own.at(-1)?.timestamp ?? follower.since;
    }
  },
);

const isAllowed = ({ isGone, followSecrets }: Follower['person'], given: string): boolean =>
  !isGone && followSecrets.has(given);

/** The events that a follower has not read yet, oldest first. */
function expected({ person: known, place }: Follower, given: string) {
  if (!isAllowed(known, given)) return [];
  return [...known.events]
    .filter(([, event]) => !event.isExpired && event.place > place)
    .toSorted(([, one], [, other]) => one.place - other.place);
}

/** A newly installed app reads everything again. */
const startAnew = steps('follow anew', person, async (world: World, _call, number) => {
  const { person: known } = pick(world.followers, number);
  world.followers.push({ person: known, since: '0001-01-01T00:00:00Z', place: 0 });
});

export const eventSteps = [put, put, put, put, allow, allow, revoke, poll, poll, poll, startAnew];
