import { randomUUID } from 'node:crypto';
import type { Route } from '../../contract/route.ts';
import { openRateLimit } from '../../db/client.ts';
import { refundCall } from '../../db/queries/rate-limit.ts';
import { logError } from '../../log.ts';
import { Problem } from '../../problem/problem.ts';
import { countAgainstLimit } from '../../rate-limit/rate-limit.ts';
import { answerDeadline, retryDeadlines } from '../deadlines.ts';
import type { Middleware } from '../event.ts';

/** Milliseconds for a refund after the time for an answer is over. */
const REFUND_TIMEOUT = 5_000;

/**
 * Counts the call against its purchase's limit, and refunds it if the handler fails before the model has cost anything.
 * An unusable answer has cost tokens, so it is not refunded.
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
    internal.refund = () => {
      const refunds = openRateLimit(
        retryDeadlines(route.transfer, context, answerDeadline(event) + REFUND_TIMEOUT),
      );
      internal.dataApis = [dataApi, refunds.dataApi];
      return refundCall(refunds.queries, purchase.key, countedAt);
    };
  },
  // Once there is a response, the call counts, whether or not it arrives.
  after: ({ internal }) => {
    delete internal.refund;
  },
  onError: async ({ internal, error }) => {
    if (error instanceof Problem && error.isCharged) return;
    await internal.refund?.().catch((cause: unknown) => {
      logError('A call could not be refunded.', cause);
    });
  },
});
