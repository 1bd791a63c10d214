import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlledTransaction } from 'kysely';
import { DatabaseError, DatabaseTimeoutError } from './errors.ts';

/** How a transaction ended; `unknown` when the database could not be asked. */
export type Outcome = 'committed' | 'rolled-back' | 'ended' | 'unknown';

const COMMIT_ATTEMPTS = 3;

/**
 * Commits, and finds out what became of a commit whose answer was lost: a commit sent again either succeeds,
 * or the transaction is no longer there. In the second case it has ended one way or the other, and only the
 * rows can tell which.
 */
export async function commit<Tables>(transaction: ControlledTransaction<Tables>): Promise<Outcome> {
  for (let attempt = 1; attempt <= COMMIT_ATTEMPTS; attempt += 1) {
    try {
      await transaction.commit().execute();
      return 'committed';
    } catch (error) {
      if (isEnded(error)) return 'ended';
      if (error instanceof DatabaseTimeoutError) break;
      await sleep(50 * attempt);
    }
  }
  return rollBack(transaction);
}

/** Rolls back. A transaction that can't be reached is rolled back by the database when it stays idle. */
export async function rollBack<Tables>(transaction: ControlledTransaction<Tables>): Promise<Outcome> {
  try {
    await transaction.rollback().execute();
    return 'rolled-back';
  } catch (error) {
    return isEnded(error) ? 'ended' : 'unknown';
  }
}

const isEnded = (error: unknown) =>
  error instanceof DatabaseError && error.name === 'TransactionNotFoundException';
