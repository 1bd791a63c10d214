import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { DatabaseError } from '../errors.ts';
import { oldestTransaction } from './oldest-transaction.ts';

/**
 * The longest time that statements wait for a lock, and that others may have to wait behind them. After one second,
 * PostgreSQL ends an autovacuum that holds the lock; a shorter time would fail for as long as the autovacuum runs.
 */
const LOCK_TIMEOUT = '1500ms';

/** Attempts, which take about three minutes. */
const ATTEMPTS = 20;

/** Milliseconds before the next attempt, in which those who had to wait behind the last one get their turn. */
const delayAfter = (failures: number) => Math.min(failures, 10) * 1_000;

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Runs statements that lock a table against writes for a moment: they change the catalog and read no rows. All run in
 * one call, so the lock is held for milliseconds, and take effect together or not at all. When another transaction keeps
 * the table locked, they give way and try again.
 *
 * @param statements without parameters, and without a colon before a letter or digit, which the Data API would replace.
 * @throws Error that names the oldest transaction.
 */
export async function withLockTimeout(
  db: Kysely<unknown>,
  ...statements: readonly RawBuilder<unknown>[]
): Promise<void> {
  const block = sql`do $migration$ begin
    perform set_config('lock_timeout', '${sql.raw(LOCK_TIMEOUT)}', true);
    ${sql.join(statements, sql`; `)};
  end $migration$`;
  for (let failures = 1; ; failures += 1) {
    try {
      await block.execute(db);
      return;
    } catch (error) {
      const isLocked = error instanceof DatabaseError && error.sqlState === LOCK_NOT_AVAILABLE;
      // A transaction ends with its first error.
      if (!isLocked || db.isTransaction) throw error;
      const oldest = await oldestTransaction(db);
      if (failures === ATTEMPTS) {
        throw new Error(`A table was locked for minutes. ${oldest}`, { cause: error });
      }
      console.warn({ message: `A table is locked; trying again. ${oldest}` });
      await sleep(delayAfter(failures));
    }
  }
}
