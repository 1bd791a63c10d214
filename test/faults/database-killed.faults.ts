import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startKillablePostgres } from '../support/postgres/killable-postgres.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import { ciphertext, eventBody, type TestUser } from '../support/users/users.ts';

const KILLS = 4;
/** Milliseconds of load before each kill. */
const BETWEEN = 1_500;
const WRITERS = 6;
const SECRET = 'a follow secret';

/** Tries until it is answered 200, as a client does. @returns how often it was told to try again. */
async function insist(api: TestSystem, method: string, path: string, body: object) {
  for (let refused = 0; ; refused += 1) {
    const answer = await api.call(method, path, body).catch(() => undefined);
    if (answer?.status === 200) return { answer, refused };
    expect([undefined, 503, 504]).toContain(answer?.status);
    await sleep(200);
  }
}

interface Kept {
  readonly events: Map<string, string>;
  readonly letters: string[];
  refused: number;
}

/** Publishes events and leaves messages until it is told to end, and notes what was answered 200. */
async function write(
  api: TestSystem,
  user: TestUser,
  receiver: TestUser,
  signal: AbortSignal,
): Promise<Kept> {
  const kept: Kept = { events: new Map(), letters: [], refused: 0 };
  while (!signal.aborted) {
    const event = eventBody(user);
    const letter = ciphertext(60);
    const put = await insist(api, 'PUT', '/v2/event', event);
    kept.events.set(event.eventId, event.encryptedEventPayload);
    const left = await insist(api, 'PUT', '/v2/inbox', { toUserId: receiver.id, encryptedMessage: [letter] });
    kept.letters.push(letter);
    kept.refused += put.refused + left.refused;
  }
  return kept;
}

/** Milliseconds after which no function is at it any more. */
const ENDED = 20_000;

/** Lets the time pass after which messages are given again that were given and not forgotten. */
async function letGivenReturn({ userData }: TestSystem): Promise<void> {
  const until = Date.now() + ENDED;
  const areGiven = async () =>
    (await userData.query('select from user_inbox_items where given is not null')).rowCount !== 0;
  while (Date.now() < until && (await areGiven())) await sleep(100);
  await userData.query(`update user_inbox_items set given = given - interval '20 minutes'`);
}

/** Empties an inbox again and again. @returns every message that came. */
async function read(api: TestSystem, { id, password }: TestUser, signal: AbortSignal): Promise<string[]> {
  const received: string[] = [];
  const poll = async () => {
    const { answer } = await insist(api, 'POST', '/v2/inbox', { userId: id, password });
    const messages: { encryptedMessage: string[] }[] = answer.body.inboxMessages;
    received.push(...messages.flatMap(({ encryptedMessage }) => encryptedMessage));
    return messages.length;
  };
  while (!signal.aborted) {
    await poll();
    await sleep(50);
  }
  await letGivenReturn(api);
  while ((await poll()) > 0);
  return received;
}

async function publishedBy(api: TestSystem, { id: userId }: TestUser): Promise<Map<string, string>> {
  const users = [{ userId, followSecret: SECRET, since: '0001-01-01T00:00:00Z' }];
  const { body } = await api.call('POST', '/v2/events', { users });
  const events: { eventId: string; encryptedEventPayload: string }[] = body.events;
  return new Map(events.map(({ eventId, encryptedEventPayload }) => [eventId, encryptedEventPayload]));
}

it('what was answered 200 is there after PostgreSQL was killed under load', async ({ task }) => {
  await using postgres = await startKillablePostgres();
  const api = await startTestSystem(postgres);
  // Connections that die with the server are none of this test's business.
  for (const pool of [api.userData, api.rateLimit]) pool.on('error', () => undefined);
  try {
    const receiver = await insertUser(api);
    const users = await Promise.all(Array.from({ length: WRITERS }, () => insertUser(api)));
    for (const { id, password } of users) {
      await insist(api, 'PUT', '/v2/follow-secret', { userId: id, password, followSecret: SECRET });
    }
    const ending = new AbortController();
    const reading = read(api, receiver, ending.signal);
    const writing = users.map((user) => write(api, user, receiver, ending.signal));
    for (let killed = 0; killed < KILLS; killed += 1) {
      await sleep(BETWEEN);
      await postgres.killAndStart();
    }
    await sleep(BETWEEN);
    ending.abort();
    const kept = await Promise.all(writing);
    const received = await reading;

    for (const [index, user] of users.entries()) {
      expect(await publishedBy(api, user)).toEqual(kept[index]?.events);
    }
    const letters = kept.flatMap((each) => each.letters);
    expect(new Set(received)).toEqual(new Set(letters));
    const writes = letters.length + kept.reduce((sum, { events }) => sum + events.size, 0);
    const refused = kept.reduce((sum, each) => sum + each.refused, 0);
    // What was told to be left again may have been left before: a message has no name that would tell.
    const again = received.length - letters.length;
    expect(again).toBeLessThanOrEqual(refused);
    task.meta.counted = `PostgreSQL killed ${KILLS} times: ${writes} writes answered 200 are there, none lost; ${refused} more were told to try again, ${again} of them messages that came twice.`;
  } finally {
    await api.stop();
  }
});
