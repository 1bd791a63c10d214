import type { Kysely } from 'kysely';
import { type CountedAnswer, keepAnswering } from '../db/queries/chat-answers.ts';
import type { UserDataTables } from '../db/tables.ts';

/** Milliseconds between two polls, and from an answer's first words to the poll that counts it. */
const POLL_INTERVAL = 1_000;
const COUNT_DELAY = 200;

/** Watches whether an answer may continue. */
export interface Watch {
  /** Aborts when the client stops the answer, restarts the chat or disconnects. */
  readonly signal: AbortSignal;
  /** Call it at the answer's first words: from then on it counts, even if its function dies. */
  begun(): void;
  end(): void;
}

/** Polls the database every second, and updates the answer's heartbeat there. */
export function watchOver(db: Kysely<UserDataTables>, answer: CountedAnswer): Watch {
  const ending = new AbortController();
  const { signal } = ending;
  let hasBegun = false;
  let next: NodeJS.Timeout | undefined;

  const poll = async () => {
    next = undefined;
    // A failed poll proves nothing: the next one may succeed.
    const mayGoOn = await keepAnswering(db, answer, hasBegun).catch(() => true);
    if (!mayGoOn) ending.abort();
    if (!signal.aborted) next ??= pollIn(POLL_INTERVAL);
  };
  const pollIn = (milliseconds: number) => setTimeout(() => void poll(), milliseconds).unref();

  next = pollIn(POLL_INTERVAL);
  signal.addEventListener('abort', () => clearTimeout(next));
  return {
    signal,
    begun: () => {
      if (hasBegun) return;
      hasBegun = true;
      clearTimeout(next);
      next = pollIn(COUNT_DELAY);
    },
    end: () => ending.abort(),
  };
}
