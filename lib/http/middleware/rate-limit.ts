import { randomUUID } from 'node:crypto';
import type { Route } from '../../contract/route.ts';
import { openRateLimit } from '../../db/client.ts';
import { refundCall } from '../../db/queries/rate-limit.ts';
import { toLoggedError } from '../../log.ts';
import { Problem } from '../../problem/problem.ts';
import { countAgainstLimit } from '../../rate-limit/rate-limit.ts';
import { answerDeadline, retryDeadlines } from '../deadlines.ts';
import type { Middleware } from '../event.ts';

/**
 * Counts the call against its purchase token's limit, and takes it back when the work fails without having cost
 * anything. An answer of the model that comes to nothing has cost its tokens.
 */
export const rateLimit = (route: Route): Middleware => ({
  before: async ({ event, context, internal }) => {
    const { purchase } = event;
    if (purchase === undefined) throw new TypeError('The purchase token was not checked.');
    const { queries, dataApi } = openRateLimit(
      retryDeadlines(route.transfer, context, answerDeadline(event)),
    );
    internal.dataApis = [dataApi];
    const countedAt = await countAgainstLimit(queries, purchase, randomUUID());
    internal.refund = () => refundCall(queries, purchase.key, countedAt);
  },
  // Whatever becomes of an answer that was given, it counts.
  after: ({ internal }) => {
    delete internal.refund;
  },
  onError: async ({ internal, error }) => {
    if (error instanceof Problem && error.isCharged) return;
    await internal.refund?.().catch((cause: unknown) => {
      console.error({ message: 'A call could not be given back.', error: toLoggedError(cause) });
    });
  },
});
