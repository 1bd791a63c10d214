import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlledTransaction, Kysely } from 'kysely';
import { selectTransactionStatus } from './queries/transactions.ts';

/** How a transaction ended; `unknown` when the database could not be asked. */
export type Outcome = 'committed' | 'rolled-back' | 'unknown';

const COMMIT_ATTEMPTS = 3;

/**
 * Commits. When that fails or its answer is lost, the database is asked what became of the transaction, and
 * the commit is tried again as long as nothing did.
 *
 * @param number of the transaction: `pg_current_xact_id()`, read in it.
 */
export async function commit<Tables>(
  db: Kysely<Tables>,
  transaction: ControlledTransaction<Tables>,
  number: string,
): Promise<Outcome> {
  for (let attempt = 1; attempt <= COMMIT_ATTEMPTS; attempt += 1) {
    if (await succeeds(transaction.commit().execute())) return 'committed';
    const outcome = await findOutcome(db, number);
    if (outcome !== 'unknown') return outcome;
    await sleep(50 * attempt);
  }
  await rollBack(transaction);
  return findOutcome(db, number);
}

/** Rolls back. A transaction that can't be reached is rolled back by the database when it stays idle. */
export async function rollBack<Tables>(transaction: ControlledTransaction<Tables>): Promise<void> {
  await succeeds(transaction.rollback().execute());
}

const succeeds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

async function findOutcome<Tables>(db: Kysely<Tables>, number: string): Promise<Outcome> {
  try {
    const status = await selectTransactionStatus(db, number);
    if (status === 'committed') return 'committed';
    return status === 'aborted' ? 'rolled-back' : 'unknown';
  } catch {
    return 'unknown';
  }
}
