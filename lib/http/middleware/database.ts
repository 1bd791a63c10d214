import type { Route } from '../../contract/route.ts';
import { openUserData } from '../../db/client.ts';
import { retryDeadlines } from '../deadlines.ts';
import type { Middleware } from '../event.ts';

/** Opens the user database for one request; nothing is sent before the first query. */
export const database = (route: Route): Middleware => ({
  before: ({ event, context, internal }) => {
    const { queries, dataApi } = openUserData(retryDeadlines(route.transfer, context));
    internal.dataApis = [dataApi];
    event.db = queries;
  },
});
