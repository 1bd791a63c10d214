import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { ciphertext } from '../users/users.ts';
import { steps, unretriedSteps } from './commands.ts';
import { EVENT_IDS, FAR, IV, secret } from './event-steps.ts';
import { type Follower, pick, type World } from './world.ts';

interface Received {
  readonly userId: string;
  readonly eventId: string;
  readonly timestamp: string;
  readonly encryptedEventPayload: string;
}

/** Followers to poll for, each with the secret that it gives. */
const polled = fc.array(fc.record({ follower: fc.nat(), secret }), { minLength: 1, maxLength: 4 });
type Polled = readonly { readonly follower: number; readonly secret: string }[];

/** The followers of a poll, each person once, with the secrets that they give. */
function followersOf(world: World, values: Polled): ReadonlyMap<Follower, string> {
  const asked = values.map((each) => [pick(world.followers, each.follower), each.secret] as const);
  // Several entries for one person get everything that any of them allows.
  return new Map(new Map(asked.map((entry) => [entry[0].person, entry])).values());
}

const pollBody = (polling: ReadonlyMap<Follower, string>) => ({
  users: [...polling].map(([{ person: known, since }, followSecret]) => ({
    userId: known.id,
    followSecret,
    since,
  })),
});

/** The events of one follower's person in a response, oldest first. */
const ownEvents = (received: readonly Received[], { person: known }: Follower) =>
  received.filter(({ userId }) => userId === known.id);

const contents = (received: readonly Received[]) =>
  received.map(({ eventId, encryptedEventPayload }) => [eventId, encryptedEventPayload]);

const expectedContents = (follower: Follower, given: string) =>
  expected(follower, given).map(([eventId, { payload }]) => [eventId, payload]);

function assertOrdered(received: readonly Received[]): void {
  const times = received.map(({ timestamp }) => timestamp);
  assert.deepEqual(times, times.toSorted());
}

/** A poll for one or more followers. */
const poll = steps('poll', polled, async (world, call, values) => {
  const polling = followersOf(world, values);
  const { status, body } = await call('POST', '/events', pollBody(polling));
  assert.equal(status, 200);
  const received: Received[] = body.events;
  assertOrdered(received);
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
    const own = ownEvents(received, follower);
    assert.deepEqual(contents(own), expectedContents(follower, given));
    follower.place = expected(follower, given).at(-1)?.[1].place ?? follower.place;
    follower.since = own.at(-1)?.timestamp ?? follower.since;
  }
});

/**
 * Several apps poll while those they follow publish, each one event. An app gets the new event or not; in either case
 * everything before it, however many pages that is.
 */
const pollMeanwhile = unretriedSteps(
  'polls while events are put',
  fc.record({
    polls: fc.array(polled, { minLength: 2, maxLength: 4 }),
    puts: fc.uniqueArray(fc.record({ person: fc.nat({ max: 3 }), eventId: fc.constantFrom(...EVENT_IDS) }), {
      minLength: 1,
      maxLength: 3,
      selector: (each) => each.person,
    }),
    delay: fc.nat({ max: 40 }),
  }),
  async (world, { api, under }, { polls, puts, delay }) => {
    const publishing = puts.map(({ person: number, eventId }) => ({
      known: pick(world.people.slice(0, 4), number),
      event: { eventId, encryptedEventPayload: ciphertext(40), encryptedEventIV: IV, expiry: FAR },
    }));
    // Apps of their own: what one of them receives is not what another has received.
    const apps = polls.map(
      (values) =>
        new Map([...followersOf(world, values)].map(([follower, given]) => [{ ...follower }, given])),
    );
    const before = apps.map((app) => [...app].map(([follower, given]) => expectedContents(follower, given)));
    const [responses] = await under(() => {
      api.dataApi.faults.delay(delay, { times: 3 });
      return Promise.all([
        Promise.all(apps.map((app) => api.call('POST', '/v2/events', pollBody(app)))),
        Promise.all(
          publishing.map(async ({ known, event }) => {
            const body = { userId: known.id, password: known.password, ...event };
            const { status } = await api.call('PUT', '/v2/event', body);
            assert.equal(status, known.isGone ? 404 : 200);
          }),
        ),
      ]);
    });
    for (const { known, event } of publishing.filter((each) => !each.known.isGone)) {
      world.eventsPut += 1;
      const place = world.eventsPut;
      known.events.set(event.eventId, { payload: event.encryptedEventPayload, isExpired: false, place });
    }
    for (const [index, { status, body }] of responses.entries()) {
      assert.equal(status, 200);
      assertOrdered(body.events);
      for (const [at, [follower, given]] of [...(apps[index] ?? [])].entries()) {
        const own = contents(ownEvents(body.events, follower));
        const after = expectedContents(follower, given);
        if (!isDeepStrictEqual(own, after)) assert.deepEqual(own, before[index]?.[at]);
      }
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

export const pollSteps = [poll, poll, poll, pollMeanwhile];
