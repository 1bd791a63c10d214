import { toLoggedError } from '../log.ts';

/** Milliseconds after which a value is read again, so that a changed one is in use everywhere by then. */
const KEPT_FOR = 15 * 60_000;
/** The same after a failed read. */
const RETRY_AFTER = 60_000;

/**
 * Keeps what is read: reads once, and again when what is kept has aged. A failure is logged and leaves what is kept
 * in use.
 *
 * @param what the value in words, for the log.
 * @param initial in use while it can't be read the first time; without one, that is an error.
 */
export function keepFresh<Value extends object>(
  read: () => Promise<Value>,
  what: string,
  initial?: Value,
): () => Promise<Value> {
  let kept = initial === undefined ? undefined : { value: initial, until: 0 };
  let running: Promise<Value> | undefined;

  const readAgain = async () => {
    try {
      const value = await read();
      kept = { value, until: Date.now() + KEPT_FOR };
      return value;
    } catch (error) {
      if (kept === undefined) throw error;
      console.error({ message: `${what} could not be read.`, error: toLoggedError(error) });
      kept = { value: kept.value, until: Date.now() + RETRY_AFTER };
      return kept.value;
    } finally {
      running = undefined;
    }
  };

  return async () => {
    if (kept !== undefined && Date.now() < kept.until) return kept.value;
    running ??= readAgain();
    return running;
  };
}
