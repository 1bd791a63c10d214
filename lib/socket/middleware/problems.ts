import { noteProblem } from '../../http/log.ts';
import { toProblem } from '../../http/to-problem.ts';
import type { SocketAnswer } from '../event.ts';
import type { SocketMiddleware } from '../exchange.ts';

/** Logs how it went. What is thrown goes on, so that Lambda knows of it. */
export const outcome = <Event>(): SocketMiddleware<Event> => ({
  after: ({ internal: { record } }) => {
    if (record !== undefined) record.status ??= 200;
  },
  onError: ({ internal: { record }, error }) => noteProblem(record, toProblem(error).status, error),
});

/** Turns whatever was thrown into a status, which refuses a connection. */
export const problems = <Event>(): SocketMiddleware<Event> => ({
  onError: (request) => {
    const answer: SocketAnswer = { statusCode: toProblem(request.error).status };
    request.response = answer;
  },
});
