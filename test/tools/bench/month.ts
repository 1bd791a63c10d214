import { randomUUID } from 'node:crypto';
import { isHashOf } from '../../../lib/auth/password-hash.ts';
import { memoryMegabytes } from '../../../lib/contract/function.ts';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { type BenchApi, startBenchApi } from './api.ts';
import { createDatabases, migrate } from './database.ts';
import { figure, type Table } from './report.ts';
import { poll, putEvent, type Request, send } from './request.ts';
import { PASSWORD, PLAN_BYTES, Seed } from './seed.ts';

/** Requests of each kind whose processor time is averaged: without hashes, and with them. */
const REQUESTS = 200;
const HASHES = 10;

/** Milliseconds of a Data API call. */
const DATA_API_CALL = 17;
/** MiB of memory that come with a whole processor on Lambda, and the memory of functions that hash nothing. */
const { full: ONE_CPU, shared: MEMORY } = memoryMegabytes;
const MIB_A_GIB = 1_024;

/** A call of the app, and how often it makes it in a month. */
interface MonthlyCall {
  readonly name: string;
  readonly times: number;
  readonly request: () => Request;
  /** The functions that compute a hash: without digests all that take a password, with them only those that make one. */
  readonly hashes: 'never' | 'without digests' | 'always';
}

/** Somebody who opens the app twice a day and the feed once, follows five people, and trains twelve times. */
const STARTS = 60;
const FEEDS = 30;
const FOLLOWED = 5;
const WORKOUTS = 12;
/** An installation lasts for about a year. */
const INSTALLATIONS = 1 / 12;

/**
 * The cost of a user in a month. The app makes an account at each installation, and publishes the profile and polls
 * the inbox at each start, whether its user shares anything or not.
 */
export async function measureMonth(postgres: OwnPostgres): Promise<Table> {
  const databases = await createDatabases(postgres, 'month');
  await migrate(databases);
  const seed = new Seed(databases.userDataUrl);
  const users = await seed.users(1 + FOLLOWED);
  await seed.events(users, 36, 1_500);
  const [user = '', ...followed] = users;
  const since = await seed.sinceNewest(followed[0] ?? '', 1);
  await seed.finish();
  const hash = await processorTimeOfHash();
  const api = await startBenchApi(databases);
  try {
    const gateway = await measure(api, () => ({ method: 'GET', path: '/health' }), REQUESTS);
    const rows = [];
    const sum = { times: 0, dataApiCalls: 0, bytes: 0, before: 0, after: 0 };
    for (const { name, times, request, hashes } of callsOf(user, followed, since)) {
      const { processor, dataApiCalls, bytes } = await measure(
        api,
        request,
        hashes === 'always' ? HASHES : REQUESTS,
      );
      const own = Math.max(processor - gateway.processor, 0);
      const after = cost(dataApiCalls, own, hashes === 'always' ? ONE_CPU : MEMORY);
      const before = hashes === 'without digests' ? cost(dataApiCalls, own + hash, ONE_CPU) : after;
      sum.times += times;
      sum.dataApiCalls += times * dataApiCalls;
      sum.bytes += times * bytes;
      sum.before += times * before;
      sum.after += times * after;
      rows.push({
        call: name,
        'a month': figure(times, ''),
        'Data API calls': figure(dataApiCalls, ''),
        processor: figure(own, 'ms'),
        response: figure(bytes, 'bytes'),
        'every password hashed': figure(before, 'GB-s'),
        'by digests': figure(after, 'GB-s'),
      });
    }
    return {
      title: 'A month of a user',
      about:
        `Two starts a day, the feed once a day, ${WORKOUTS} workouts, ${PLAN_BYTES} bytes of plan. A function lasts as long as its\n` +
        `Data API calls (${DATA_API_CALL} ms each) and its processor's time, which is this machine's (a hash: ${Math.round(hash)} ms).`,
      rows: [
        ...rows,
        {
          call: 'all of it',
          'a month': figure(sum.times, ''),
          'Data API calls': figure(sum.dataApiCalls, ''),
          response: figure(sum.bytes, 'bytes'),
          'every password hashed': figure(sum.before, 'GB-s'),
          'by digests': figure(sum.after, 'GB-s'),
        },
      ],
    };
  } finally {
    await api.stop();
  }
}

function callsOf(user: string, followed: readonly string[], since: string): MonthlyCall[] {
  const password = PASSWORD;
  const base64 = (bytes: number) => Buffer.alloc(bytes, 1).toString('base64');
  const profile = {
    encryptedName: base64(272),
    encryptedCurrentPlan: base64(PLAN_BYTES),
    encryptionIV: base64(16),
    rsaPublicKey: base64(294),
  };
  const call = (
    name: string,
    times: number,
    hashes: MonthlyCall['hashes'],
    request: () => Request,
  ): MonthlyCall => ({ name, times, hashes, request });
  return [
    call('POST /v2/user/create', INSTALLATIONS, 'always', () => {
      return { method: 'POST', path: '/v2/user/create', body: {} };
    }),
    call('PUT /v2/user', STARTS, 'without digests', () => {
      return { method: 'PUT', path: '/v2/user', body: { id: user, password, ...profile } };
    }),
    call('POST /v2/inbox, empty', STARTS, 'without digests', () => {
      return { method: 'POST', path: '/v2/inbox', body: { userId: user, password } };
    }),
    call('POST /v2/events, an event each', FEEDS, 'never', () =>
      poll(followed.map((userId) => ({ userId, since }))),
    ),
    call('POST /v2/users', FEEDS, 'never', () => {
      return { method: 'POST', path: '/v2/users', body: { ids: followed } };
    }),
    call('PUT /v2/event', WORKOUTS, 'without digests', () => putEvent(user, randomUUID())),
  ];
}

/** GB-seconds of one call. @param processor milliseconds of a whole one. @param memory MiB. */
function cost(dataApiCalls: number, processor: number, memory: number): number {
  const milliseconds = dataApiCalls * DATA_API_CALL + processor * (ONE_CPU / memory);
  return (milliseconds / 1_000) * (memory / MIB_A_GIB);
}

/** The time that a request takes in gateway and function, and in the database. */
async function measure(api: BenchApi, request: () => Request, requests: number) {
  let response = '';
  for (let count = 0; count < requests / 4; count += 1) response = await send(api.url, request());
  const [calls, time] = [api.countCalls(), await api.processorTime()];
  for (let count = 0; count < requests; count += 1) await send(api.url, request());
  return {
    dataApiCalls: (api.countCalls() - calls) / requests,
    processor: ((await api.processorTime()) - time) / requests,
    bytes: Buffer.byteLength(response),
  };
}

async function processorTimeOfHash(): Promise<number> {
  const stored = { hashedPassword: '', salt: Buffer.alloc(64) };
  const before = process.cpuUsage();
  for (let count = 0; count < HASHES; count += 1) await isHashOf(PASSWORD, stored);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / HASHES;
}
