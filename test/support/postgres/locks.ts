import type pg from 'pg';
import { expect } from 'vitest';

/** Row locks of another open transaction. */
export interface HeldLock {
  /** Resolves when a statement waits for the locks. */
  isWaitedFor(): Promise<void>;
  release(): Promise<void>;
  /** Commits, and so releases the locks. */
  commit(): Promise<void>;
}

/** Locks rows, bypassing the API. @param statements statements that each lock at least one row. */
export async function holdLock(
  pool: pg.Pool,
  ...statements: readonly (string | pg.QueryConfig)[]
): Promise<HeldLock> {
  const client = await pool.connect();
  const end = async (how: 'commit' | 'rollback') => {
    await client.query(how);
    client.release();
  };
  await client.query('begin');
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  for (const statement of statements) {
    const { rowCount } = await client.query(statement);
    if (rowCount === 0) throw new Error('There is no such row to lock.');
  }
  const waiting = 'select from pg_stat_activity where $1 = any(pg_blocking_pids(pid))';
  return {
    isWaitedFor: async () => {
      const count = async () => (await pool.query(waiting, [rows[0]?.pid])).rowCount;
      await expect.poll(count, { timeout: 20_000, interval: 10 }).toBeGreaterThan(0);
    },
    release: () => end('rollback'),
    commit: () => end('commit'),
  };
}
