import { DatabaseUnavailableError } from '../errors.ts';

const ATTEMPTS = 3;

/**
 * Runs a transaction. One that the database broke off has done nothing, or (its last answer was lost) all: it can be
 * repeated.
 */
export async function untilAvailable<Result extends { readonly error?: unknown }>(
  run: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await run();
    if (!(result.error instanceof DatabaseUnavailableError) || attempt === ATTEMPTS) return result;
  }
}
