import { type Kysely, type RawBuilder, sql } from 'kysely';

/** A transaction, as one can still tell it when its connection is lost. */
export interface TransactionMark {
  /** `pg_current_xact_id()`, read in it. */
  readonly number: string;
  /**
   * Whether rows are there that only this transaction can have written. The number alone does not tell: after a
   * crash PostgreSQL gives one again when nothing under it had reached the disk.
   */
  readonly areRowsThere: RawBuilder<boolean>;
}

/**
 * What became of a transaction. PostgreSQL remembers it for far longer than a request lasts, restarts
 * included.
 */
export async function selectTransactionStatus<Tables>(
  db: Kysely<Tables>,
  { number, areRowsThere }: TransactionMark,
): Promise<'open' | 'committed' | 'rolled-back'> {
  const { rows } = await sql<{ status: string | null; areRowsThere: boolean }>`
    select pg_xact_status(${number}::xid8) as status, ${areRowsThere} as "areRowsThere"`.execute(db);
  const [row] = rows;
  if (row?.status === 'aborted') return 'rolled-back';
  // Committed without rows is either another one's end, or came while this statement was running: time will tell.
  return row?.status === 'committed' && row.areRowsThere ? 'committed' : 'open';
}
