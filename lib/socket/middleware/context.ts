import type { Route } from '../../contract/route.ts';
import { openRateLimit, openUserData } from '../../db/client.ts';
import { retryDeadlines } from '../../http/deadlines.ts';
import { recordProblem } from '../../log.ts';
import { toProblem } from '../../problem/to-problem.ts';
import type { SocketMiddleware } from '../context.ts';

/** Opens both databases for one event; nothing is sent before the first query. */
export const socketContext = <Event>(transfer: Route['transfer']): SocketMiddleware<Event> => ({
  before: ({ event, context, internal }) => {
    const { record } = internal;
    const deadlines = retryDeadlines(transfer, context);
    const userData = openUserData(deadlines);
    const rateLimit = openRateLimit(deadlines);
    internal.dataApis = [userData.dataApi, rateLimit.dataApi];
    event.context = {
      userData: userData.queries,
      rateLimit: rateLimit.queries,
      remaining: () => context.getRemainingTimeInMillis(),
      report: (error) => recordProblem(record, toProblem(error).status, error),
    };
  },
});
