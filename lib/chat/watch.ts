import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { keepAnswering, type OwnAnswer } from '../db/queries/chat-answers.ts';
import type { UserDataTables } from '../db/tables.ts';

/** Milliseconds between two looks. */
const POLL_INTERVAL = 1_000;

/** An eye on whether an answer may go on. */
export interface Watch {
  /** Aborts when the client asked to stop, restarted its chat or has gone. */
  readonly signal: AbortSignal;
  end(): void;
}

/** Looks into the database every second, and says there that the answer is on its way. */
export function watchOver(db: Kysely<UserDataTables>, answer: OwnAnswer): Watch {
  const ending = new AbortController();
  const { signal } = ending;
  const look = async () => {
    while (!signal.aborted) {
      await sleep(POLL_INTERVAL, undefined, { signal, ref: false });
      // A look that fails tells nothing; the next one may.
      if (!(await keepAnswering(db, answer).catch(() => true))) ending.abort();
    }
  };
  // Ended while it sleeps, it has nothing more to do.
  look().catch(() => undefined);
  return { signal, end: () => ending.abort() };
}
