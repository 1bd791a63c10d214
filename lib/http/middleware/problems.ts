import { problemHeaders } from '../../contract/gateway.ts';
import { recordProblem } from '../../log.ts';
import { toProblem } from '../../problem/to-problem.ts';
import { type HttpResponse, type Middleware, requestIdOf } from '../event.ts';

/** Turns any error into problem details. Internal errors are logged and not disclosed. */
export const problems = (): Middleware => ({
  onError: (request) => {
    const problem = toProblem(request.error);
    recordProblem(request.internal.record, problem.status, request.error);
    const response: HttpResponse = {
      statusCode: problem.status,
      headers: { ...problemHeaders, ...problem.headers },
      body: problem.toJson(requestIdOf(request.event)),
    };
    request.response = response;
  },
});
