import { recordProblem } from '../../log.ts';
import { toProblem } from '../../problem/to-problem.ts';
import type { HttpResponse, Middleware } from '../event.ts';
import { cacheControl, commonHeaders } from '../response.ts';

/** Turns whatever was thrown into problem details. What is ours to mend is logged, and not shown. */
export const problems = (): Middleware => ({
  onError: (request) => {
    const problem = toProblem(request.error);
    recordProblem(request.internal.record, problem.status, request.error);
    const response: HttpResponse = {
      statusCode: problem.status,
      headers: {
        ...commonHeaders,
        'content-type': 'application/problem+json',
        'cache-control': cacheControl(0),
        ...problem.headers,
      },
      body: problem.toJson(request.event.requestContext.requestId),
    };
    request.response = response;
  },
});
