import { DatabaseTimeoutError, DatabaseUnavailableError } from '../db/errors.ts';
import { Problem } from './problem.ts';

/** What a caller is told of whatever was thrown. What is ours to mend is not shown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DatabaseUnavailableError) {
    const { retryAfter } = error;
    return new Problem(503, 'The database is not available just now. Try again later.', { retryAfter });
  }
  const isTimeout =
    error instanceof DatabaseTimeoutError || (error instanceof Error && error.name === 'TimeoutError');
  if (isTimeout) {
    return new Problem(504, 'The request took too long and was given up. Try again.', { retryAfter: 1 });
  }
  return new Problem(500, 'Something went wrong on our side.');
}
