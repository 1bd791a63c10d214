import { openRateLimit, openUserData } from './db/client.ts';
import {
  type Batch,
  deleteAbandonedChats,
  deleteExpiredEvents,
  deleteExpiredSharedItems,
  deleteIdleRateLimits,
  deleteStaleReceipts,
} from './db/queries/purge.ts';

/**
 * The number of deleted rows of each kind. If a batch was sent again because its response was lost, the rows that the
 * first attempt deleted are not counted.
 */
interface Purged {
  readonly expiredEvents: number;
  readonly expiredSharedItems: number;
  readonly idleRateLimits: number;
  readonly abandonedChats: number;
  readonly staleReceipts: number;
}

export interface Purge {
  readonly purged: Purged;
  /** Tells whether nothing is left for the next run. */
  readonly complete: boolean;
  /** The errors, by kind of data. */
  readonly failures: readonly { readonly kind: string; readonly error: unknown }[];
}

/** Maximum milliseconds of a batch: a statement's 45 s, and some for a retry. */
const MAX_BATCH_TIME = 60_000;

/**
 * Deletes expired data, each kind in batches until none is left or the time is almost up, but at least one batch of each.
 * A failure of one kind does not stop the others.
 *
 * @param deadline time, as of `Date.now()`, at which running calls are aborted.
 */
export async function purge(deadline: number): Promise<Purge> {
  const deadlines = { deadline, resumingUntil: deadline };
  const { queries: userData } = openUserData(deadlines);
  const { queries: rateLimit } = openRateLimit(deadlines);
  const until = deadline - MAX_BATCH_TIME;
  const [expiredEvents, expiredSharedItems, idleRateLimits, abandonedChats, staleReceipts] =
    await Promise.all([
      deleteAll(() => deleteExpiredEvents(userData), until),
      deleteAll(() => deleteExpiredSharedItems(userData), until),
      deleteAll(() => deleteIdleRateLimits(rateLimit), until),
      deleteAll(() => deleteAbandonedChats(userData), until),
      deleteAll(() => deleteStaleReceipts(userData), until),
    ]);
  const outcomes = { expiredEvents, expiredSharedItems, idleRateLimits, abandonedChats, staleReceipts };
  return {
    purged: {
      expiredEvents: expiredEvents.deleted,
      expiredSharedItems: expiredSharedItems.deleted,
      idleRateLimits: idleRateLimits.deleted,
      abandonedChats: abandonedChats.deleted,
      staleReceipts: staleReceipts.deleted,
    },
    complete: Object.values(outcomes).every(({ more }) => !more),
    failures: Object.entries(outcomes).flatMap(([kind, { error }]) =>
      error === undefined ? [] : [{ kind, error }],
    ),
  };
}

interface Outcome extends Batch {
  readonly error?: unknown;
}

/** @param until time, as of `Date.now()`, after which no new batch is started. */
async function deleteAll(deleteBatch: () => Promise<Batch>, until: number): Promise<Outcome> {
  let deleted = 0;
  try {
    for (;;) {
      const batch = await deleteBatch();
      deleted += batch.deleted;
      if (!batch.more || Date.now() > until) return { deleted, more: batch.more };
    }
  } catch (error) {
    return { deleted, more: true, error };
  }
}
