import { cacheControl, commonHeaders } from '../answers.ts';
import type { HttpAnswer, Middleware } from '../exchange.ts';
import { noteProblem } from '../log.ts';
import { toProblem } from '../to-problem.ts';

/** Turns whatever was thrown into problem details. What is ours to mend is logged, and not shown. */
export const problems = (): Middleware => ({
  onError: (request) => {
    const problem = toProblem(request.error);
    noteProblem(request.internal.record, problem.status, request.error);
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
