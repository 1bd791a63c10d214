import type { Kysely } from 'kysely';
import { type CountedAnswer, keepAnswering } from '../db/queries/chat-answers.ts';
import type { UserDataTables } from '../db/tables.ts';

/** Milliseconds between two looks, and from an answer's first words to the look that counts it. */
const POLL_INTERVAL = 1_000;
const COUNT_DELAY = 200;

/** An eye on whether an answer may go on. */
export interface Watch {
  /** Aborts when the client asked to stop, restarted its chat or has gone. */
  readonly signal: AbortSignal;
  /** Takes note of the answer's first words: from then on it counts, even if its function dies. */
  begun(): void;
  end(): void;
}

/** Looks into the database every second, and says there that the answer is on its way. */
export function watchOver(db: Kysely<UserDataTables>, answer: CountedAnswer): Watch {
  const ending = new AbortController();
  const { signal } = ending;
  let hasBegun = false;
  let next: NodeJS.Timeout | undefined;

  const look = async () => {
    next = undefined;
    // A look that fails tells nothing; the next one may.
    const mayGoOn = await keepAnswering(db, answer, hasBegun).catch(() => true);
    if (!mayGoOn) ending.abort();
    if (!signal.aborted) next ??= lookIn(POLL_INTERVAL);
  };
  const lookIn = (milliseconds: number) => setTimeout(() => void look(), milliseconds).unref();

  next = lookIn(POLL_INTERVAL);
  signal.addEventListener('abort', () => clearTimeout(next));
  return {
    signal,
    begun: () => {
      if (hasBegun) return;
      hasBegun = true;
      clearTimeout(next);
      next = lookIn(COUNT_DELAY);
    },
    end: () => ending.abort(),
  };
}
