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
 * How many rows of each kind were deleted. When a batch was sent again because its answer was lost, what the
 * first one deleted is missing.
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
  /** Whether nothing is left for the next run. */
  readonly complete: boolean;
  /** Why a kind was given up. */
  readonly failures: readonly { readonly kind: string; readonly error: unknown }[];
}

/** Milliseconds that a batch may take: a statement's 45 s, and more when it has to be sent again. */
const LONGEST_BATCH = 60_000;

/**
 * Deletes what nobody may see any more, each kind in batches until none is left or the time is nearly over; at
 * least one batch of each. A kind that fails does not stop the others.
 *
 * @param deadline a point of `Date.now()`, when a call still running is given up.
 */
export async function purge(deadline: number): Promise<Purge> {
  const deadlines = { deadline, resumingUntil: deadline };
  const { queries: userData } = openUserData(deadlines);
  const { queries: rateLimit } = openRateLimit(deadlines);
  const until = deadline - LONGEST_BATCH;
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

/** @param until a point of `Date.now()`, after which no further batch is begun. */
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
