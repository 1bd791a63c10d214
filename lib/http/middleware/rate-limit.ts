import { randomUUID } from 'node:crypto';
import { readPaidConfig } from '../../config.ts';
import type { Route } from '../../contract/route.ts';
import { openRateLimit } from '../../db/client.ts';
import { countCall, uncountCall } from '../../db/queries/rate-limit.ts';
import type { Middleware } from '../exchange.ts';
import { toLoggedError } from '../log.ts';
import { patience } from '../patience.ts';
import { Problem } from '../problem.ts';

/**
 * Counts the call against its purchase token's limit, and takes it back when the work fails: what brought
 * no answer costs nothing.
 */
export const rateLimit = (route: Route): Middleware => {
  const { RATE_LIMIT_WEB_PER_DAY, RATE_LIMIT_MOBILE_PER_DAY } = readPaidConfig();
  return {
    before: async ({ event: { purchase }, context, internal }) => {
      if (purchase === undefined) throw new TypeError('The purchase token was not checked.');
      const { key, store } = purchase;
      const { queries, dataApi } = openRateLimit(patience(route, context));
      internal.dataApi = dataApi;
      const limit = store === 'Web' ? RATE_LIMIT_WEB_PER_DAY : RATE_LIMIT_MOBILE_PER_DAY;
      const { countedAt, freeAt } = await countCall(queries, key, randomUUID(), limit);
      if (countedAt === null) throw tooManyCalls(limit, freeAt);
      internal.giveBack = () => uncountCall(queries, key, countedAt);
    },
    onError: async ({ internal }) => {
      await internal.giveBack?.().catch((error: unknown) => {
        console.error({ message: 'A call could not be given back.', error: toLoggedError(error) });
      });
    },
  };
};

function tooManyCalls(limit: number, freeAt: string): Problem {
  // HTTP dates have whole seconds: the next one, so that a call made then does pass.
  const free = new Date(Math.ceil(Date.parse(freeAt) / 1_000) * 1_000);
  const headers = { 'retry-after': free.toUTCString() };
  return new Problem(429, `A purchase is good for ${limit} calls in 24 hours. Try again later.`, { headers });
}
