import { randomUUID } from 'node:crypto';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { startBenchApi } from './api.ts';
import { createDatabases, migrate } from './database.ts';
import { figure, type Table } from './report.ts';
import { PASSWORD, Seed } from './seed.ts';
import { median, timed } from './statistics.ts';

const WARM_UP_ROUNDS = 3;
const ROUNDS_WITH_HASH = 20;
const ROUNDS = 150;
const MAX_RATIO = 1.2;

/** A wrong guess, a new one each time. */
interface Guess {
  readonly path: string;
  readonly method: 'POST' | 'PUT';
  readonly body?: object;
  readonly authorization?: string;
}

/** Two kinds of wrong guesses that an attacker might distinguish by their timing. */
interface Pair {
  readonly what: string;
  readonly one: string;
  readonly other: string;
  readonly guess: (isOther: boolean) => Guess;
  readonly rounds: number;
  /** True if both must take the same time; false if the difference is public anyway. */
  readonly isSecret: boolean;
}

/** Timing differences between refusals: medians of pairs, measured alternately. */
export async function measureGuesses(postgres: OwnPostgres): Promise<Table> {
  const databases = await createDatabases(postgres, 'guesses');
  await migrate(databases);
  const seed = new Seed(databases.userDataUrl);
  const [user = ''] = await seed.users(1_000);
  await seed.finish();
  const webKey = randomUUID();
  const api = await startBenchApi(databases, { WEB_AUTH_API_KEY: webKey });
  const send = async ({ path, method, body = {}, authorization }: Guess) => {
    const response = await fetch(`${api.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
      body: JSON.stringify(body),
    });
    await response.arrayBuffer();
    return response.status;
  };
  try {
    const rows = [];
    for (const pair of pairsFor(user, webKey)) rows.push(await compare(pair, send));
    return {
      title: 'Guesses',
      about:
        'Two ways to be wrong, in turn; ratio of the slower median to the quicker. Without a bound: the status tells\n' +
        'the same, or anybody may ask for it.',
      rows,
    };
  } finally {
    await api.stop();
  }
}

function pairsFor(user: string, webKey: string): Pair[] {
  const followSecret = randomUUID();
  const put = (userId: string, password: string): Guess => {
    return { method: 'PUT', path: '/v2/follow-secret', body: { userId, password, followSecret } };
  };
  const bytes = (count: number) => Buffer.alloc(count, 1).toString('base64');
  const share = (userId: string): Guess => ({
    method: 'POST',
    path: '/v2/shareditem',
    body: {
      userId,
      password: randomUUID(),
      encryptedPayload: { encryptedPayload: bytes(100), iv: { value: bytes(16) } },
      expiry: '2099-01-01T00:00:00Z',
    },
  });
  const poll = (userId: string): Guess => ({
    method: 'POST',
    path: '/v2/events',
    body: { users: [{ userId, followSecret: randomUUID(), since: '0001-01-01T00:00:00Z' }] },
  });
  // A new token each time, because refusals are cached.
  const key = (token: string): Guess => {
    return { method: 'POST', path: '/ai-chat/negotiate', authorization: `Web ${token}` };
  };
  const almost = (secret: string) => secret.slice(0, -3) + randomUUID().slice(0, 3);
  const hashed = { rounds: ROUNDS_WITH_HASH };
  const quick = { rounds: ROUNDS };
  return [
    {
      what: 'PUT /v2/follow-secret',
      one: '401, wrong password',
      other: '404, unknown user',
      guess: (isOther) => put(isOther ? randomUUID() : user, randomUUID()),
      ...hashed,
      isSecret: false,
    },
    {
      what: 'POST /v2/shareditem',
      one: '401, wrong password',
      other: '401, unknown user',
      guess: (isOther) => share(isOther ? randomUUID() : user),
      ...hashed,
      isSecret: false,
    },
    {
      what: 'a password',
      one: 'wrong altogether',
      other: 'wrong at its end',
      guess: (isOther) => put(user, isOther ? almost(PASSWORD) : randomUUID()),
      ...hashed,
      isSecret: true,
    },
    {
      what: 'a follow secret',
      one: 'of a user',
      other: 'of nobody',
      guess: (isOther) => poll(isOther ? randomUUID() : user),
      ...quick,
      isSecret: true,
    },
    {
      what: 'the Web key',
      one: 'wrong altogether',
      other: 'wrong at its end',
      guess: (isOther) => key(isOther ? almost(webKey) : randomUUID()),
      ...quick,
      isSecret: true,
    },
  ];
}

async function compare(
  { what, one, other, guess, rounds, isSecret }: Pair,
  send: (guess: Guess) => Promise<number>,
) {
  const times: [number[], number[]] = [[], []];
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    const first = await timed(() => send(guess(false)));
    const second = await timed(() => send(guess(true)));
    if (round < 0) continue;
    times[0].push(first);
    times[1].push(second);
  }
  const [own, others] = [median(times[0]), median(times[1])];
  const ratio = Math.max(own / others, others / own);
  return {
    guess: what,
    one,
    takes: figure(own, 'ms'),
    other,
    'takes that': figure(others, 'ms'),
    ratio: figure(ratio, '×', isSecret ? MAX_RATIO : undefined),
  };
}
