import { recordProblem } from '../../log.ts';
import { toProblem } from '../../problem/to-problem.ts';
import type { SocketMiddleware } from '../context.ts';
import type { SocketResponse } from '../event.ts';

/** Logs how it went. What is thrown goes on, so that Lambda knows of it. */
export const outcome = <Event>(): SocketMiddleware<Event> => ({
  after: ({ internal: { record } }) => {
    if (record !== undefined) record.status ??= 200;
  },
  onError: ({ internal: { record }, error }) => recordProblem(record, toProblem(error).status, error),
});

/** Turns whatever was thrown into a status, which refuses a connection. */
export const problems = <Event>(): SocketMiddleware<Event> => ({
  onError: (request) => {
    const response: SocketResponse = { statusCode: toProblem(request.error).status };
    request.response = response;
  },
});
