import type { Context } from 'aws-lambda';
import type { Route } from '../../contract/route.ts';
import { openUserData } from '../../db/client.ts';
import type { Patience } from '../../db/patience.ts';
import type { Middleware } from '../exchange.ts';

/** Opens the user database for the length of the request; nothing is sent until the first query. */
export const database = (route: Route): Middleware => ({
  before: ({ event, context, internal }) => {
    const { queries, dataApi } = openUserData(patience(route, context));
    internal.dataApi = dataApi;
    event.db = queries;
  },
});

/** Milliseconds: waiting for a resuming cluster must leave time to serve the request afterwards. */
const RESUMING = { buffered: 20_000, stream: 40_000 };
/** Milliseconds kept back to answer before Lambda ends the function. */
const RESERVE = 1_500;

function patience(route: Route, context: Context): Patience {
  const now = Date.now();
  return {
    resumingUntil: now + RESUMING[route.transfer],
    deadline: now + context.getRemainingTimeInMillis() - RESERVE,
  };
}
