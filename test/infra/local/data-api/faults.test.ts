import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../../../infra/local/data-api/index.ts';
import {
  authorization,
  type DataApiUnderTest,
  startDataApiUnderTest,
} from '../../../support/local/data-api.ts';

let db: DataApiUnderTest;
const heard: Call[] = [];
beforeAll(async () => {
  db = await startDataApiUnderTest({ onCall: (call) => heard.push(call) });
  await db.execute('create table lift (kg int)');
});
beforeEach(async () => {
  db.api.faults.clear();
  await db.execute('truncate lift');
  db.api.calls.clear();
});
afterAll(() => db.stop());

const lift = () => db.execute('insert into lift values (100)');
const lifts = async () => (await db.execute('select kg from lift')).records?.length;

it('an error by name is returned for so many calls, and nothing runs', async () => {
  db.api.faults.fail('ThrottlingException', { times: 2, message: 'Rate exceeded' });
  for (const _ of [1, 2]) {
    await expect(lift()).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
  }
  await lift();
  expect(await lifts()).toBe(1);
});

it.each([
  ['AccessDeniedException', 403],
  ['DatabaseNotFoundException', 404],
  ['InternalServerErrorException', 500],
  ['ServiceUnavailableError', 503],
  ['DatabaseUnavailableException', 504],
  ['StatementTimeoutException', 400],
] as const)('%s has its status', async (error, httpStatusCode) => {
  db.api.faults.fail(error);
  await expect(lift()).rejects.toMatchObject({ name: error, $metadata: { httpStatusCode } });
});

it('a fault waits for the call it is meant for', async () => {
  db.api.faults.fail('ServiceUnavailableError', {
    when: ({ operation }) => operation === 'CommitTransaction',
  });
  const transactionId = await db.begin();
  await db.execute('insert into lift values (1)', { transactionId });
  await expect(db.commit(transactionId)).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
  await db.rollback(transactionId);
});

it('each call takes one fault, in the order they were given', async () => {
  db.api.faults.fail('ThrottlingException');
  db.api.faults.fail('ServiceUnavailableError');
  await expect(lift()).rejects.toMatchObject({ name: 'ThrottlingException' });
  await expect(lift()).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
  await expect(lift()).resolves.toBeDefined();
});

describe('a connection that breaks', () => {
  it('before the statement ran', async () => {
    db.api.faults.cutConnection();
    await expect(lift()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await lifts()).toBe(0);
  });

  it('after it ran', async () => {
    db.api.faults.loseResponse();
    await expect(lift()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await lifts()).toBe(1);
  });

  it('after the commit', async () => {
    db.api.faults.loseResponse({ when: ({ operation }) => operation === 'CommitTransaction' });
    const transactionId = await db.begin();
    await db.execute('insert into lift values (1)', { transactionId });
    await expect(db.commit(transactionId)).rejects.toThrow();
    expect(await lifts()).toBe(1);
  });

  it('in the middle of the response', async () => {
    db.api.faults.truncateResponse();
    await expect(lift()).rejects.toThrow();
    expect(await lifts()).toBe(1);
  });
});

it('a delayed call arrives late, and may fail besides', async () => {
  db.api.faults.delay(100);
  db.api.faults.fail('ServiceUnavailableError');
  const start = Date.now();
  await expect(lift()).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
  expect(Date.now() - start).toBeGreaterThanOrEqual(95);
});

it('a paused cluster resumes for a while after the first call', async () => {
  db.api.faults.resume({ milliseconds: 1000 });
  await expect(lift()).rejects.toMatchObject({
    name: 'DatabaseResumingException',
    message: expect.stringContaining('is resuming after being auto-paused'),
    $metadata: { httpStatusCode: 400 },
  });
  await expect(db.begin()).rejects.toMatchObject({ name: 'DatabaseResumingException' });
  await expect.poll(() => lift().then(() => 'awake', String), { timeout: 10_000 }).toBe('awake');
});

it('a client that hangs up does not stop its statement', async () => {
  const abort = new AbortController();
  const body = JSON.stringify({ ...db.target, sql: 'insert into lift select 1 from pg_sleep(1)' });
  const headers = { authorization: authorization() };
  const sent = fetch(`${db.api.url}/Execute`, { method: 'POST', body, headers, signal: abort.signal });
  const outcome = sent.then(
    () => 'completed',
    () => 'hung up',
  );
  const sleeping =
    "select pid from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
  await expect.poll(async () => (await db.execute(sleeping)).records?.length).toBe(1);
  abort.abort();
  expect(await outcome).toBe('hung up');
  await expect.poll(lifts, { timeout: 10_000 }).toBe(1);
});

describe('the log of calls', () => {
  it('has each call with its outcome', async () => {
    const transactionId = await db.begin();
    await db.execute('select 1', { transactionId, database: undefined });
    await expect(db.execute('select nothing', { transactionId })).rejects.toThrow();
    await db.rollback(transactionId);
    db.api.faults.loseResponse();
    await expect(lift()).rejects.toThrow();

    expect(db.api.calls.entries).toMatchObject([
      { operation: 'BeginTransaction', database: 'app' },
      { operation: 'ExecuteStatement', database: 'app', sql: 'select 1', transactionId },
      {
        operation: 'ExecuteStatement',
        error: expect.stringMatching(/^DatabaseErrorException: ERROR: .*42703$/),
      },
      { operation: 'RollbackTransaction', database: 'app', transactionId },
      { operation: 'ExecuteStatement', error: 'response lost' },
    ]);
    expect(heard.at(-1)).toEqual(db.api.calls.entries.at(-1));
  });

  it('can be cleared', async () => {
    await lift();
    db.api.calls.clear();
    expect(db.api.calls.entries).toEqual([]);
  });
});
