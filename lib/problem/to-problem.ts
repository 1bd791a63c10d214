import { DatabaseTimeoutError, DatabaseUnavailableError } from '../db/errors.ts';
import { Problem } from './problem.ts';

/** The problem that a caller sees for any thrown value. Internal errors are not disclosed. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DatabaseUnavailableError) {
    const { retryAfter } = error;
    return new Problem(503, 'The database is not available at the moment. Try again later.', { retryAfter });
  }
  const isTimeout =
    error instanceof DatabaseTimeoutError || (error instanceof Error && error.name === 'TimeoutError');
  if (isTimeout) {
    return new Problem(504, 'The request timed out. Try again.', { retryAfter: 1 });
  }
  return new Problem(500, 'Something went wrong on our side.');
}
