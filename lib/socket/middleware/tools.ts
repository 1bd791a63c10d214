import type { Route } from '../../contract/route.ts';
import { openRateLimit, openUserData } from '../../db/client.ts';
import { noteProblem } from '../../http/log.ts';
import { patience } from '../../http/patience.ts';
import { toProblem } from '../../http/to-problem.ts';
import type { SocketMiddleware } from '../exchange.ts';

/** Opens both databases for the length of the event; nothing is sent until the first query. */
export const tools = <Event>(transfer: Route['transfer']): SocketMiddleware<Event> => ({
  before: ({ event, context, internal }) => {
    const { record } = internal;
    const limits = patience(transfer, context);
    const userData = openUserData(limits);
    const rateLimit = openRateLimit(limits);
    internal.dataApis = [userData.dataApi, rateLimit.dataApi];
    event.tools = {
      userData: userData.queries,
      rateLimit: rateLimit.queries,
      remaining: () => context.getRemainingTimeInMillis(),
      report: (error) => noteProblem(record, toProblem(error).status, error),
    };
  },
});
