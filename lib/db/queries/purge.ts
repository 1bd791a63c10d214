import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { RateLimitTables, UserDataTables } from '../tables.ts';

/** The result of one statement. */
export interface Batch {
  /** Number of deleted rows. */
  readonly deleted: number;
  /** Tells whether there may be more. */
  readonly more: boolean;
}

/** Rows per statement: far fewer than a cold database deletes in the Data API's 45 s. */
const ROWS = 1_000;
/** Fewer chats, because each is deleted with its messages, which may be half a megabyte. */
const CHATS = 100;

/** Deletes events that are no longer returned. */
export const deleteExpiredEvents = (db: Kysely<UserDataTables>): Promise<Batch> =>
  deleteBatch(db, 'user_events', { due: sql`expiry <= now()`, order: sql`expiry`, limit: ROWS });

export const deleteExpiredSharedItems = (db: Kysely<UserDataTables>): Promise<Batch> =>
  deleteBatch(db, 'shared_items', { due: sql`expiry <= now()`, order: sql`expiry`, limit: ROWS });

/** Deletes chats so old that their connection must have ended, even if `$disconnect` was never called. */
export const deleteAbandonedChats = (db: Kysely<UserDataTables>): Promise<Batch> =>
  deleteBatch(db, 'chats', {
    due: sql`created <= now() - interval '3 hours'`,
    order: sql`created`,
    limit: CHATS,
  });

/** Deletes receipts of messages that can no longer be sent again. */
export const deleteStaleReceipts = (db: Kysely<UserDataTables>): Promise<Batch> =>
  deleteBatch(db, 'user_inbox_receipts', {
    due: sql`created <= now() - interval '1 hour'`,
    order: sql`created`,
    limit: ROWS,
  });

/** The same expression as in the index. The call that was counted last is nearly always the newest. */
const lastCall = sql`coalesce(requests[cardinality(requests)], '-infinity')`;

/** Deletes the limits of purchases without a call in the last 24 hours. */
export const deleteIdleRateLimits = (db: Kysely<RateLimitTables>): Promise<Batch> =>
  deleteBatch(db, 'rate_limit_consumptions', {
    due: sql`${lastCall} <= now() - interval '24 hours'
      and not exists (select from unnest(requests) as time where time > now() - interval '24 hours')`,
    order: lastCall,
    limit: ROWS,
  });

interface Due {
  readonly due: RawBuilder<unknown>;
  /** The column of an index. In its order, only due rows are read, however wrong the statistics are. */
  readonly order: RawBuilder<unknown>;
  readonly limit: number;
}

/**
 * Deletes a batch. Locked rows are skipped, and rows written since the statement began are checked again: renewed ones
 * stay, and those still due are deleted in the next run. It waits for no locks, so simultaneous statements, or one sent
 * again because its response was lost, share the rows.
 */
async function deleteBatch<Tables>(
  db: Kysely<Tables>,
  table: keyof Tables & string,
  { due, order, limit }: Due,
): Promise<Batch> {
  const { rows } = await sql<{ deleted: number }>`
    with deleted as (
      delete from ${sql.table(table)} where ctid = any(array(
        select ctid from ${sql.table(table)} where ${due} order by ${order}
        limit ${limit}::int for update skip locked
      ))
      returning true
    )
    select count(*)::int as deleted from deleted`.execute(db);
  const deleted = rows[0]?.deleted ?? 0;
  return { deleted, more: deleted === limit };
}
