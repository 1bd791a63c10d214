import { logError } from '../log.ts';

/** Milliseconds after which a value is read again, so that a change reaches every container by then. */
const MAX_AGE = 15 * 60_000;
/** Milliseconds until the next attempt after a failed read. */
const RETRY_AFTER = 60_000;

/**
 * Caches a value that is read: reads it once, and again when it is too old. If reading fails, the error is logged and
 * the cached value stays in use.
 *
 * @param name of the value, for the log.
 * @param initial value until the first read succeeds; without it, a failure of the first read is thrown.
 */
export function keepFresh<Value extends object>(
  read: () => Promise<Value>,
  name: string,
  initial?: Value,
): () => Promise<Value> {
  let cached = initial === undefined ? undefined : { value: initial, until: 0 };
  let running: Promise<Value> | undefined;

  const readAgain = async () => {
    try {
      const value = await read();
      cached = { value, until: Date.now() + MAX_AGE };
      return value;
    } catch (error) {
      if (cached === undefined) throw error;
      logError(`${name} could not be read.`, error);
      cached = { value: cached.value, until: Date.now() + RETRY_AFTER };
      return cached.value;
    } finally {
      running = undefined;
    }
  };

  return async () => {
    if (cached !== undefined && Date.now() < cached.until) return cached.value;
    running ??= readAgain();
    return running;
  };
}
