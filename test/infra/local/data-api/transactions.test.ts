import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DataApiUnderTest, startDataApiUnderTest } from '../../../support/local/data-api.ts';

let db: DataApiUnderTest;
beforeAll(async () => {
  db = await startDataApiUnderTest();
  await db.execute('create table lift (kg int unique)');
});
beforeEach(() => db.execute('truncate lift'));
afterAll(() => db.stop());

const stored = async (): Promise<unknown> => (await db.execute('select kg from lift order by kg')).records;
const notFound = { name: 'TransactionNotFoundException', $metadata: { httpStatusCode: 404 } };

it('a commit keeps what was written', async () => {
  const transactionId = await db.begin();
  await db.execute('insert into lift values (100)', { transactionId });
  expect(await stored()).toEqual([]);
  expect(await db.commit(transactionId)).toBe('Transaction Committed');
  expect(await stored()).toEqual([[{ longValue: 100 }]]);
});

it('a rollback forgets it', async () => {
  const transactionId = await db.begin();
  await db.execute('insert into lift values (100)', { transactionId });
  expect(await db.rollback(transactionId)).toBe('Rollback Complete');
  expect(await stored()).toEqual([]);
});

it.each(['commit', 'rollback'] as const)('a transaction is gone after its %s', async (end) => {
  const transactionId = await db.begin();
  await db[end](transactionId);
  await expect(db.execute('select 1', { transactionId })).rejects.toMatchObject(notFound);
  await expect(db.commit(transactionId)).rejects.toMatchObject(notFound);
  await expect(db.rollback('never begun')).rejects.toMatchObject(notFound);
});

it('of two concurrent calls the second is refused, and the first continues', async () => {
  const transactionId = await db.begin();
  const first = db.execute("select pg_sleep(1)::text, 'done'", { transactionId });
  await expect.poll(() => running(db, 'pg_sleep')).toBe(1);
  const busy = { name: 'DatabaseErrorException', message: 'Transaction is still running a query' };
  await expect(db.execute('select 1', { transactionId })).rejects.toMatchObject(busy);
  await expect(db.commit(transactionId)).rejects.toMatchObject(busy);
  expect((await first).records?.[0]?.[1]).toEqual({ stringValue: 'done' });
  await db.commit(transactionId);
});

describe('after a failed statement', () => {
  it('all others fail with 25P02 until the rollback', async () => {
    const transactionId = await db.begin();
    await db.execute('insert into lift values (100)', { transactionId });
    await expect(db.execute('insert into lift values (100)', { transactionId })).rejects.toThrow(
      'SQLState: 23505',
    );
    await expect(db.execute('select 1', { transactionId })).rejects.toThrow('SQLState: 25P02');
    await db.rollback(transactionId);
    expect(await stored()).toEqual([]);
  });

  it('a commit succeeds, and keeps nothing', async () => {
    const transactionId = await db.begin();
    await db.execute('insert into lift values (100)', { transactionId });
    await expect(db.execute('select 1/0', { transactionId })).rejects.toThrow('SQLState: 22012');
    expect(await db.commit(transactionId)).toBe('Transaction Committed');
    expect(await stored()).toEqual([]);
  });

  it('a result that cannot be sent counts as a failure', async () => {
    const transactionId = await db.begin();
    await expect(
      db.execute("insert into lift values (100) returning '1 day'::interval", { transactionId }),
    ).rejects.toMatchObject({ name: 'UnsupportedResultException' });
    await expect(db.execute('select 1', { transactionId })).rejects.toThrow('SQLState: 25P02');
    await db.rollback(transactionId);
  });
});

it('a commit that fails says why, and the transaction is over', async () => {
  await db.execute('create table pair (id int unique deferrable initially deferred)');
  const transactionId = await db.begin();
  await db.execute('insert into pair values (1), (1)', { transactionId });
  await expect(db.commit(transactionId)).rejects.toThrow('SQLState: 23505');
  await expect(db.rollback(transactionId)).rejects.toMatchObject(notFound);
});

it('a transaction stays with its database', async () => {
  const transactionId = await db.begin();
  await expect(db.execute('select 1', { transactionId, database: undefined })).resolves.toBeDefined();
  await expect(db.execute('select 1', { transactionId, database: 'other' })).rejects.toMatchObject({
    name: 'BadRequestException',
    message: 'Database name is not the same as transaction',
  });
  await db.rollback(transactionId);
});

it('settings last for a transaction, and not outside one', async () => {
  const setting = "select current_setting('application_name')";
  await db.execute("set application_name = 'kept'");
  expect((await db.execute(setting)).records).not.toEqual([[{ stringValue: 'kept' }]]);

  const transactionId = await db.begin();
  await db.execute("set application_name = 'kept'", { transactionId });
  expect((await db.execute(setting, { transactionId })).records).toEqual([[{ stringValue: 'kept' }]]);
  await db.commit(transactionId);
  expect((await db.execute(setting)).records).not.toEqual([[{ stringValue: 'kept' }]]);
});

it('an index is built concurrently outside a transaction only', async () => {
  const build = 'create index concurrently ix_lift on lift (kg)';
  const transactionId = await db.begin();
  await expect(db.execute(build, { transactionId })).rejects.toThrow('SQLState: 25001');
  await db.rollback(transactionId);
  await db.execute(build, { continueAfterTimeout: true });
  await db.execute('drop index concurrently ix_lift');
});

it('a transaction begun in SQL ends with its call', async () => {
  await db.execute('begin');
  await db.execute('insert into lift values (100)');
  expect(await stored()).toEqual([[{ longValue: 100 }]]);
});

it('a transaction idle for too long is rolled back', async () => {
  const impatient = await startDataApiUnderTest({ transactionIdleTimeout: 1000 });
  await impatient.execute('create table lift (kg int)');
  const transactionId = await impatient.begin();
  await impatient.execute('insert into lift values (1)', { transactionId });
  await expect.poll(() => running(impatient, 'insert into lift'), { timeout: 10_000 }).toBe(0);
  await expect(impatient.commit(transactionId)).rejects.toMatchObject(notFound);
  expect((await impatient.execute('select kg from lift')).records).toEqual([]);
  await impatient.stop();
});

it('a transaction left open does not keep the server from stopping', async () => {
  const left = await startDataApiUnderTest();
  await left.begin();
  const transactionId = await left.begin();
  const cut = left.execute('select pg_sleep(60)::text', { transactionId }).then(
    () => 'completed',
    () => 'cut',
  );
  await expect.poll(() => running(left, 'pg_sleep')).toBe(1);
  await left.stop();
  expect(await cut).toBe('cut');
});

/** How many sessions of the database are in a transaction whose last statement holds the text. */
async function running(under: DataApiUnderTest, part: string): Promise<number> {
  const { records } = await under.execute(
    `select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
       and xact_start is not null and position(:part in query) > 0`,
    { parameters: [{ name: 'part', value: { stringValue: part } }] },
  );
  return records?.[0]?.[0]?.longValue ?? -1;
}
