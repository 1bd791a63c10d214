import { DatabaseUnavailableError } from '../errors.ts';

const ATTEMPTS = 3;

/**
 * Runs a transaction, and repeats it when the database becomes unavailable. Then it has had no effect or, if only the last
 * response was lost, its whole effect, so repeating it is safe.
 */
export async function untilAvailable<Result extends { readonly error?: unknown }>(
  run: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await run();
    if (!(result.error instanceof DatabaseUnavailableError) || attempt === ATTEMPTS) return result;
  }
}
