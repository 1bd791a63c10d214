import { recordProblem } from '../../log.ts';
import { toProblem } from '../../problem/to-problem.ts';
import type { SocketMiddleware } from '../context.ts';
import type { SocketResponse } from '../event.ts';

/** Records the outcome. Errors are thrown on, so that Lambda sees them. */
export const outcome = <Event>(): SocketMiddleware<Event> => ({
  after: ({ internal: { record } }) => {
    if (record !== undefined) record.status ??= 200;
  },
  onError: ({ internal: { record }, error }) => recordProblem(record, toProblem(error).status, error),
});

/** Turns any error into a status, which rejects a connection. */
export const problems = <Event>(): SocketMiddleware<Event> => ({
  onError: (request) => {
    const response: SocketResponse = { statusCode: toProblem(request.error).status };
    request.response = response;
  },
});
