import { expect } from 'vitest';
import type { TestSystem } from './system.ts';

/** Row locks of a transaction that somebody else has open. */
export interface HeldLock {
  /** Resolves once a statement waits for it. */
  isWaitedFor(): Promise<void>;
  letGo(): Promise<void>;
}

/** Locks rows past the API, until they are let go. @param sql a statement that locks them. */
export async function holdLock(
  pool: TestSystem['userData'],
  sql: string,
  values: readonly unknown[] = [],
): Promise<HeldLock> {
  const client = await pool.connect();
  await client.query('begin');
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const { rowCount } = await client.query(sql, [...values]);
  if (rowCount === 0) throw new Error('There is no such row to lock.');
  const waiting = `select from pg_stat_activity
    where datname = current_database() and $1 = any(pg_blocking_pids(pid))`;
  return {
    isWaitedFor: async () => {
      const count = async () => (await pool.query(waiting, [rows[0]?.pid])).rowCount;
      await expect.poll(count, { timeout: 20_000 }).toBeGreaterThan(0);
    },
    letGo: async () => {
      await client.query('rollback');
      client.release();
    },
  };
}
