import { type Kysely, sql } from 'kysely';

/**
 * What became of a transaction. PostgreSQL remembers it for far longer than a request lasts, restarts
 * included; null means that it has forgotten.
 *
 * @param number `pg_current_xact_id()` of the transaction.
 */
export async function selectTransactionStatus<Tables>(
  db: Kysely<Tables>,
  number: string,
): Promise<'in progress' | 'committed' | 'aborted' | null> {
  const { rows } = await sql<{ status: 'in progress' | 'committed' | 'aborted' | null }>`
    select pg_xact_status(${number}::xid8) as status`.execute(db);
  return rows[0]?.status ?? null;
}
