import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { RateLimitTables, UserDataTables } from '../tables.ts';

/** What one statement deleted. */
export interface Batch {
  /** Rows. */
  readonly deleted: number;
  /** Whether there may be more. */
  readonly more: boolean;
}

/** Rows a statement: far fewer than a cold database deletes in the Data API's 45 s. */
const ROWS = 1_000;
/** A chat takes its messages along, which may be half a megabyte. */
const CHATS = 100;

/** Events that are never handed out any more. */
export const deleteExpiredEvents = (db: Kysely<UserDataTables>): Promise<Batch> =>
  deleteBatch(db, 'user_events', { due: sql`expiry <= now()`, order: sql`expiry`, most: ROWS });

export const deleteExpiredSharedItems = (db: Kysely<UserDataTables>): Promise<Batch> =>
  deleteBatch(db, 'shared_items', { due: sql`expiry <= now()`, order: sql`expiry`, most: ROWS });

/** Chats that were opened so long ago that their connection has ended, whether or not we were told. */
export const deleteAbandonedChats = (db: Kysely<UserDataTables>): Promise<Batch> =>
  deleteBatch(db, 'chats', {
    due: sql`created <= now() - interval '3 hours'`,
    order: sql`created`,
    most: CHATS,
  });

/** Receipts of messages that no repeated write can bring again. */
export const deleteStaleReceipts = (db: Kysely<UserDataTables>): Promise<Batch> =>
  deleteBatch(db, 'user_inbox_receipts', {
    due: sql`created <= now() - interval '1 hour'`,
    order: sql`created`,
    most: ROWS,
  });

/** Written as in the index, which finds rows by it. The call counted last is nearly always the newest. */
const lastCall = sql`coalesce(requests[cardinality(requests)], '-infinity')`;

/** Tokens with no call in the last 24 hours. */
export const deleteIdleRateLimits = (db: Kysely<RateLimitTables>): Promise<Batch> =>
  deleteBatch(db, 'rate_limit_consumptions', {
    due: sql`${lastCall} <= now() - interval '24 hours'
      and not exists (select from unnest(requests) as time where time > now() - interval '24 hours')`,
    order: lastCall,
    most: ROWS,
  });

interface Due {
  readonly due: RawBuilder<unknown>;
  /** The column of an index: in its order, no row is read that is not due, however wrong the statistics are. */
  readonly order: RawBuilder<unknown>;
  readonly most: number;
}

/**
 * Deletes a batch. Rows that somebody is writing are passed over, and one written since the statement began is
 * looked at again: what was renewed stays, and what is due all the same goes in the next run. It waits for
 * nobody, so that two at once, or one sent again because its answer was lost, share the work.
 */
async function deleteBatch<Tables>(
  db: Kysely<Tables>,
  table: keyof Tables & string,
  { due, order, most }: Due,
): Promise<Batch> {
  const { rows } = await sql<{ deleted: number }>`
    with deleted as (
      delete from ${sql.table(table)} where ctid = any(array(
        select ctid from ${sql.table(table)} where ${due} order by ${order}
        limit ${most}::int for update skip locked
      ))
      returning true
    )
    select count(*)::int as deleted from deleted`.execute(db);
  const deleted = rows[0]?.deleted ?? 0;
  return { deleted, more: deleted === most };
}
