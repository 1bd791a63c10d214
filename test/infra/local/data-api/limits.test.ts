import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataApiUnderTest, startDataApiUnderTest } from '../../../support/local/data-api.ts';

let db: DataApiUnderTest;
beforeAll(async () => {
  db = await startDataApiUnderTest();
});
afterAll(() => db.stop());

const tooLarge = { name: 'UnsupportedResultException', message: 'The result exceeds the size limit 1 MB.' };
const rowTooLarge = { name: 'UnsupportedResultException', message: expect.stringContaining('too large') };

describe('a result of 1 MiB', () => {
  // Each row costs 2 bytes, 4 more a column, and the bytes of its values.
  const rows = (count: number, text: string) =>
    db.execute(`select ${text} as value from generate_series(1, :count)`, {
      parameters: [{ name: 'count', value: { longValue: count } }],
    });

  it('is the maximum', async () => {
    expect((await rows(1024, "repeat('a', 1018)")).records).toHaveLength(1024);
    await expect(rows(1025, "repeat('a', 1018)")).rejects.toMatchObject(tooLarge);
  });

  it('counts bytes, not characters', async () => {
    expect((await rows(1024, "repeat('é', 509)")).records).toHaveLength(1024);
    await expect(rows(1024, "repeat('é', 510)")).rejects.toMatchObject(tooLarge);
  });

  it('counts bytea as hex', async () => {
    expect((await rows(16, "decode(repeat('00', 30000), 'hex')")).records).toHaveLength(16);
    await expect(rows(18, "decode(repeat('00', 30000), 'hex')")).rejects.toMatchObject(tooLarge);
  });

  it('does not undo what the statement wrote', async () => {
    await db.execute('create table written (value text)');
    const sql = "insert into written select repeat('a', 1100) from generate_series(1, 1000) returning value";
    await expect(db.execute(sql)).rejects.toMatchObject(tooLarge);
    expect((await db.execute('select count(*) from written')).records).toEqual([[{ longValue: 1000 }]]);
  });
});

describe('a row of 64 KB', () => {
  it('is the maximum', async () => {
    await expect(db.execute("select repeat('a', 63000)")).resolves.toBeDefined();
    await expect(db.execute("select repeat('a', 65000)")).rejects.toMatchObject(rowTooLarge);
  });

  it('counts all its columns, and bytea as hex', async () => {
    await expect(db.execute("select repeat('a', 32000), repeat('b', 33000)")).rejects.toMatchObject(
      rowTooLarge,
    );
    await expect(db.execute("select decode(repeat('00', 30000), 'hex')")).resolves.toBeDefined();
    await expect(db.execute("select decode(repeat('00', 32500), 'hex')")).rejects.toMatchObject(rowTooLarge);
  });
});

describe('a request of 4 MiB', () => {
  const send = (characters: number) =>
    db.execute('select length(:v)', {
      parameters: [{ name: 'v', value: { stringValue: 'a'.repeat(characters) } }],
    });

  it('is the maximum, headers and JSON included', async () => {
    expect((await send(4 * 1024 * 1024 - 3000)).records).toEqual([[{ longValue: 4 * 1024 * 1024 - 3000 }]]);
    await expect(send(4 * 1024 * 1024 - 300)).rejects.toMatchObject({
      name: 'BadRequestException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('a much larger one gets its response too', async () => {
    await expect(send(20_000_000)).rejects.toMatchObject({ name: 'BadRequestException' });
  });
});

it('a statement of more than 65,536 characters is refused', async () => {
  await expect(db.execute(`select '${'a'.repeat(65_536)}'`)).rejects.toMatchObject({
    name: 'ValidationException',
  });
});

describe('a statement that takes too long', () => {
  let hasty: DataApiUnderTest;
  const timeout = { name: 'StatementTimeoutException', $metadata: { httpStatusCode: 400 } };
  const slowInsert = 'insert into slow select 1 from pg_sleep(2)';
  const count = async () => (await hasty.execute('select count(*) from slow')).records?.[0]?.[0]?.longValue;

  beforeAll(async () => {
    hasty = await startDataApiUnderTest({ statementTimeout: 500 });
    await hasty.execute('create table slow (n int)');
  });
  afterAll(() => hasty.stop());

  it('is stopped', async () => {
    await expect(hasty.execute('select pg_sleep(60)::text')).rejects.toMatchObject(timeout);
  });

  it('leaves the index invalid that it built concurrently', async () => {
    await hasty.execute('create table indexed (n int)');
    const transactionId = await hasty.begin();
    await hasty.execute('insert into indexed values (1)', { transactionId });
    const build = 'create index concurrently ix_indexed on indexed (n)';
    await expect(hasty.execute(build)).rejects.toMatchObject(timeout);
    await hasty.rollback(transactionId);
    const valid = "select indisvalid from pg_index where indexrelid = 'ix_indexed'::regclass";
    expect((await hasty.execute(valid)).records).toEqual([[{ booleanValue: false }]]);
  });

  it('continues when the call asks for it', async () => {
    await expect(hasty.execute(slowInsert, { continueAfterTimeout: true })).rejects.toMatchObject(timeout);
    await expect.poll(count, { timeout: 10_000 }).toBe(1);
  });

  it('leaves its transaction free when it has not taken too long', async () => {
    const transactionId = await hasty.begin();
    for (let call = 0; call < 50; call += 1) {
      await hasty.execute('select 1', { transactionId, continueAfterTimeout: true });
    }
    expect(await hasty.commit(transactionId)).toBe('Transaction Committed');
  });

  it('cannot continue in a failed transaction', async () => {
    const transactionId = await hasty.begin();
    await expect(hasty.execute('select 1/0', { transactionId })).rejects.toThrow('SQLState: 22012');
    const options = { transactionId, continueAfterTimeout: true };
    await expect(hasty.execute(slowInsert, options)).rejects.toThrow('SQLState: 25P02');
    await hasty.rollback(transactionId);
  });

  it('keeps its transaction busy while it continues', async () => {
    const transactionId = await hasty.begin();
    const options = { transactionId, continueAfterTimeout: true };
    await expect(hasty.execute(slowInsert, options)).rejects.toMatchObject(timeout);
    await expect(hasty.commit(transactionId)).rejects.toThrow('Transaction is still running a query');
    await expect
      .poll(() => hasty.rollback(transactionId).catch(() => 'busy'), { timeout: 10_000 })
      .toBe('Rollback Complete');
  });
});

it('a hundred statements run at once', async () => {
  await db.execute('create table door (n int)');
  const transactionId = await db.begin();
  await db.execute('lock table door', { transactionId });
  const queue = Array.from({ length: 100 }, () => db.execute('insert into door values (1)'));
  const waiting = "select count(*) from pg_locks where not granted and relation = 'door'::regclass";
  const count = async () => (await db.execute(waiting)).records?.[0]?.[0]?.longValue;
  await expect.poll(count, { timeout: 20_000 }).toBe(100);
  await db.commit(transactionId);
  await expect(Promise.all(queue)).resolves.toHaveLength(100);
}, 30_000);
