import { DatabaseTimeoutError, DatabaseUnavailableError } from '../../db/errors.ts';
import { cacheControl, commonHeaders } from '../answers.ts';
import type { HttpAnswer, Middleware } from '../exchange.ts';
import { toLoggedError } from '../log.ts';
import { Problem } from '../problem.ts';

/** Turns whatever was thrown into problem details. What is ours to mend is logged, and not shown. */
export const problems = (): Middleware => ({
  onError: (request) => {
    const problem = toProblem(request.error);
    const { record } = request.internal;
    if (record !== undefined) {
      record.status = problem.status;
      if (problem.status >= 500) record.error = toLoggedError(request.error);
    }
    const answer: HttpAnswer = {
      statusCode: problem.status,
      headers: {
        ...commonHeaders,
        'content-type': 'application/problem+json',
        'cache-control': cacheControl(0),
        ...problem.headers,
      },
      body: problem.toJson(request.event.requestContext.requestId),
    };
    request.response = answer;
  },
});

function toProblem(error: unknown): Problem {
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
