import { randomUUID } from 'node:crypto';
import {
  DATA_API_CALL,
  FOLLOWED,
  HASH,
  type Measured,
  type MonthlyCall,
  monthlyCalls,
  WORKOUTS,
} from '../../../infra/capacity/usage.ts';
import { gigabyteSecondsHashedOf, gigabyteSecondsOf, userMonth } from '../../../infra/capacity/user-month.ts';
import { isHashOf } from '../../../lib/auth/password-hash.ts';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { type BenchApi, startBenchApi } from './api.ts';
import { createDatabases, migrate } from './database.ts';
import { type PostgresTime, postgresTime, timeBetween } from './postgres-time.ts';
import { figure, type Table } from './report.ts';
import { poll, putEvent, type Request, send } from './request.ts';
import { PASSWORD, PLAN_BYTES, Seed } from './seed.ts';

/** Requests of each kind whose processor time is averaged: without hashes, and with them. */
const REQUESTS = 200;
const HASHES = 10;

/**
 * The cost of a user in a month, measured call by call. infra/capacity/usage.ts has these figures, from which stages,
 * costs and quotas are reckoned: the counts have to be equal, and times are bounded by twice what stands there.
 */
export async function measureMonth(postgres: OwnPostgres): Promise<Table> {
  const { calls, hash } = await measureCalls(postgres, REQUESTS);
  return {
    title: 'A month of a user',
    about:
      `Two starts a day, the feed once a day, ${WORKOUTS} workouts, ${PLAN_BYTES} bytes of plan. A function lasts as long as its\n` +
      `Data API calls (${DATA_API_CALL} ms each) and its processor's time, which is this machine's (a hash: ${Math.round(hash)} ms, recorded ${HASH}).`,
    rows: [
      ...calls.map(({ call, measured }) => ({
        call: call.name,
        'a month': figure(call.times, ''),
        'Data API calls': figure(measured.dataApiCalls, '', call.measured.dataApiCalls),
        processor: figure(measured.processor, 'ms', 2 * call.measured.processor),
        database: figure(measured.database, 'ms', 2 * call.measured.database),
        response: figure(measured.responseBytes, 'bytes', call.measured.responseBytes),
        'every password hashed': figure(gigabyteSecondsHashedOf({ ...call, measured }), 'GB-s'),
        'by digests': figure(gigabyteSecondsOf({ ...call, measured }), 'GB-s'),
      })),
      {
        call: 'all of it, as recorded',
        'a month': figure(userMonth.calls, ''),
        'Data API calls': figure(userMonth.dataApiCalls, ''),
        response: figure(userMonth.responseBytes, 'bytes'),
        'every password hashed': figure(userMonth.gigabyteSecondsHashed, 'GB-s'),
        'by digests': figure(userMonth.gigabyteSeconds, 'GB-s'),
      },
    ],
  };
}

interface MeasuredMonth {
  readonly calls: readonly { readonly call: MonthlyCall; readonly measured: Measured }[];
  /** Milliseconds of a hash. */
  readonly hash: number;
}

/** Makes each call of the month so many times. */
export async function measureCalls(postgres: OwnPostgres, requests: number): Promise<MeasuredMonth> {
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
  const database = () => postgresTime(databases.userDataUrl);
  try {
    const gateway = await measure(api, database, () => ({ method: 'GET', path: '/health' }), requests);
    const made = requestsOf(user, followed, since);
    const calls = [];
    for (const call of monthlyCalls) {
      const count = call.password === 'created' ? Math.min(HASHES, requests) : requests;
      const measured = await measure(api, database, made[call.function], count);
      const processor = Math.max(measured.processor - gateway.processor, 0);
      calls.push({ call, measured: { ...measured, processor } });
    }
    return { calls, hash };
  } finally {
    await api.stop();
  }
}

/** The app's requests, by the function that they call. */
function requestsOf(
  user: string,
  followed: readonly string[],
  since: string,
): Record<(typeof monthlyCalls)[number]['function'], () => Request> {
  const base64 = (bytes: number) => Buffer.alloc(bytes, 1).toString('base64');
  const credentials = { password: PASSWORD };
  const profile = {
    encryptedName: base64(272),
    encryptedCurrentPlan: base64(PLAN_BYTES),
    encryptionIV: base64(16),
    rsaPublicKey: base64(294),
  };
  return {
    'user/create': () => ({ method: 'POST', path: '/v2/user/create', body: {} }),
    'user/put': () => ({ method: 'PUT', path: '/v2/user', body: { id: user, ...credentials, ...profile } }),
    'inbox/get': () => ({ method: 'POST', path: '/v2/inbox', body: { userId: user, ...credentials } }),
    'event/get-many': () => poll(followed.map((userId) => ({ userId, since }))),
    'user/get-many': () => ({ method: 'POST', path: '/v2/users', body: { ids: followed } }),
    'event/put': () => putEvent(user, randomUUID()),
  };
}

/** The cost of a request at gateway and function, and at the database. */
async function measure(
  api: BenchApi,
  database: () => Promise<PostgresTime>,
  request: () => Request,
  requests: number,
): Promise<Measured> {
  let response = '';
  for (let count = 0; count < Math.max(requests / 4, 1); count += 1)
    response = await send(api.url, request());
  const [calls, time, databaseTime] = [api.countCalls(), await api.processorTime(), await database()];
  for (let count = 0; count < requests; count += 1) await send(api.url, request());
  return {
    dataApiCalls: (api.countCalls() - calls) / requests,
    processor: ((await api.processorTime()) - time) / requests,
    database: timeBetween(databaseTime, await database()) / requests,
    responseBytes: Buffer.byteLength(response),
  };
}

async function processorTimeOfHash(): Promise<number> {
  const stored = { hashedPassword: '', salt: Buffer.alloc(64) };
  const before = process.cpuUsage();
  for (let count = 0; count < HASHES; count += 1) await isHashOf(PASSWORD, stored);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / HASHES;
}
