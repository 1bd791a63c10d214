import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlledTransaction, Kysely } from 'kysely';
import { selectTransactionStatus, type TransactionMark } from './queries/transactions.ts';

/** Tries, while the transaction stays open; and while the database can't be asked, as when it starts anew: some 10 s. */
const ATTEMPTS = { open: 3, unknown: 6 };

/**
 * Commits. When that fails or its answer is lost, the database is asked what became of the transaction, and
 * the commit is tried again as long as nothing did.
 *
 * @returns whether it is certain to be committed. If not, it was rolled back, or nobody can tell.
 */
export async function commit<Tables>(
  db: Kysely<Tables>,
  transaction: ControlledTransaction<Tables>,
  mark: TransactionMark,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    if (await succeeds(transaction.commit().execute())) return true;
    const outcome = await findOutcome(db, mark);
    if (outcome === 'committed') return true;
    if (outcome === 'rolled-back') return false;
    if (attempt >= ATTEMPTS[outcome]) break;
    await sleep(50 * 2 ** attempt);
  }
  await rollBack(transaction);
  return (await findOutcome(db, mark)) === 'committed';
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

const findOutcome = <Tables>(db: Kysely<Tables>, mark: TransactionMark) =>
  selectTransactionStatus(db, mark).catch(() => 'unknown' as const);
