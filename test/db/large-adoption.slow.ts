import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { insertAsCsharp } from '../support/postgres/csharp.ts';
import { migrate } from '../support/postgres/database-users.ts';
import { createLargeCsharpDatabases, LARGE_TABLES } from '../support/postgres/large-csharp.ts';
import { type HeldLock, holdLock } from '../support/postgres/locks.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

/** A system on a large database of the C# backend that has not been migrated yet. */
async function startUnmigrated(dataApi: { statementTimeout?: number } = {}): Promise<TestSystem> {
  const api = await startTestSystem({
    ...(await createLargeCsharpDatabases()),
    isMigrated: true,
    dataApi: { transactionIdleTimeout: 500, ...dataApi },
  });
  running.push(api);
  return api;
}

/** Holds the locks of a C# transaction that has changed a row of the table and is not at its end. */
const holdRow = (pool: pg.Pool, table: string): Promise<HeldLock> =>
  holdLock(pool, `update ${table} set id = id where id = (select id from ${table} limit 1)`);

async function building(pool: pg.Pool): Promise<string | undefined> {
  const { rows } = await pool.query(
    'select phase from pg_stat_progress_create_index where datname = current_database()',
  );
  return rows[0]?.phase;
}

/** Resolves when the building of an index waits for the transaction that holds a row. */
async function untilBuilding(pool: pg.Pool): Promise<void> {
  await expect.poll(() => building(pool), { timeout: 30_000, interval: 20 }).toContain('waiting for writers');
}

/** Ends the building of an index. */
const end = (pool: pg.Pool, how: 'pg_cancel_backend' | 'pg_terminate_backend') =>
  pool.query(`select ${how}(pid) from pg_stat_progress_create_index where datname = current_database()`);

async function indexOf(pool: pg.Pool, table: string, isValid: boolean): Promise<string[]> {
  const { rows } = await pool.query(
    `select indexrelid::text as oid from pg_index where indrelid = $1::regclass and indisvalid = $2 order by 1`,
    [table, isValid],
  );
  return rows.map(({ oid }) => oid);
}

describe('the C# backend writes while', () => {
  it.each(LARGE_TABLES)('an index of %s is built', async (table) => {
    const api = await startUnmigrated();
    // The building of an index waits for it, as it would go on for minutes on millions of rows.
    const held = await holdRow(api.userData, table);
    const run = migrate(api);
    await untilBuilding(api.userData);
    const user = await insertAsCsharp(api.userData);
    await api.userData.query('update users set last_accessed = now() where id = $1', [user.id]);
    await api.userData.query('delete from user_follow_secrets where user_id = $1', [user.id]);
    expect(await building(api.userData)).toBeDefined();
    await held.release();
    await run;
    expect(await indexOf(api.userData, table, false)).toEqual([]);
  });

  it('a table waits to be changed, for no longer than the lock timeout', async () => {
    const api = await startUnmigrated();
    const held = await holdRow(api.userData, 'users');
    const run = migrate(api);
    await held.isWaitedFor();
    const begin = performance.now();
    await insertAsCsharp(api.userData);
    expect(performance.now() - begin).toBeLessThan(10_000);
    await held.release();
    await expect(run).resolves.toMatchObject({ userData: expect.arrayContaining(['0002_event_order']) });
  });
});

describe('the building of an index', () => {
  it('goes on after the time that a statement may take, once', async () => {
    const api = await startUnmigrated({ statementTimeout: 300 });
    const held = await holdRow(api.userData, 'user_events');
    const run = migrate(api);
    await untilBuilding(api.userData);
    const [index] = await indexOf(api.userData, 'user_events', false);
    await sleep(1_000);
    await held.release();
    await run;
    expect(await indexOf(api.userData, 'user_events', true)).toContain(index);
  });

  it('goes on after the time that the function may take, which says so; the next run waits for it', async () => {
    const api = await startUnmigrated({ statementTimeout: 300 });
    const held = await holdRow(api.userData, 'user_events');
    const { payload } = await api.functions.invoke('migrate', {}, { timeoutMilliseconds: 8_000 });
    expect(JSON.parse(payload).errorMessage).toMatch(
      /failed at 0002_event_order: ix_user_events_user_id_timestamp_id is still being built \(waiting for .*Run the/,
    );
    const [index] = await indexOf(api.userData, 'user_events', false);
    const run = migrate(api);
    await held.release();
    await run;
    expect(await indexOf(api.userData, 'user_events', true)).toContain(index);
  });

  it.each(LARGE_TABLES)('is begun anew where it was cut off: %s', async (table) => {
    const api = await startUnmigrated();
    const held = await holdRow(api.userData, table);
    const cut = migrate(api);
    cut.catch(() => {});
    await untilBuilding(api.userData);
    api.functions.kill('migrate');
    await end(api.userData, 'pg_terminate_backend');
    await expect(cut).rejects.toThrow();
    await held.release();
    const [invalid] = await indexOf(api.userData, table, false);
    expect(invalid).toBeDefined();

    await migrate(api);
    expect(await indexOf(api.userData, table, false)).toEqual([]);
    expect(await indexOf(api.userData, table, true)).not.toContain(invalid);
  });

  it('is begun anew in the same run when the database ends it, as a failover does', async () => {
    const api = await startUnmigrated();
    const held = await holdRow(api.userData, 'user_events');
    const run = migrate(api);
    await untilBuilding(api.userData);
    await end(api.userData, 'pg_terminate_backend');
    await held.release();
    await run;
    expect(await indexOf(api.userData, 'user_events', false)).toEqual([]);
  });

  it('is left to the next run when somebody cancels it', async () => {
    const api = await startUnmigrated();
    const held = await holdRow(api.userData, 'user_events');
    const run = migrate(api);
    run.catch(() => {});
    await untilBuilding(api.userData);
    await end(api.userData, 'pg_cancel_backend');
    await expect(run).rejects.toThrow('canceling statement due to user request');
    await held.release();
    await migrate(api);
    expect(await indexOf(api.userData, 'user_events', false)).toEqual([]);
  });

  it('can be done by hand where the Data API refuses it, as the error says', async () => {
    const api = await startUnmigrated();
    api.dataApi.faults.fail('DatabaseErrorException', {
      message: 'ERROR: CREATE INDEX CONCURRENTLY cannot run inside a transaction block; SQLState: 25001',
      times: Number.POSITIVE_INFINITY,
      when: ({ sql = '' }) => sql.includes('concurrently'),
    });
    for (let refused = 0; refused < LARGE_TABLES.length; refused += 1) {
      const { payload } = await api.functions.invoke('migrate', {});
      const { errorMessage } = JSON.parse(payload);
      const [, statement = ''] =
        /outside a transaction, then the migrations again: (.*)$/.exec(errorMessage) ?? [];
      await api.userData.query(statement);
    }
    await expect(migrate(api)).rejects.toThrow(/rate-limit failed at 0003.*create index concurrently/);
  });
});
