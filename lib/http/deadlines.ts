import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { config } from '../config.ts';
import type { Route } from '../contract/route.ts';
import type { RetryDeadlines } from '../db/retry.ts';

/** Milliseconds to wait for a resuming cluster. */
const RESUME_TIMEOUT = {
  buffered: config.DATABASE_RESUME_SECONDS_BUFFERED * 1_000,
  stream: config.DATABASE_RESUME_SECONDS_STREAMED * 1_000,
};
/** Milliseconds reserved for the response before Lambda ends the function. */
const RESERVE = 1_500;

/** Milliseconds from a request's arrival to the response's first byte: CloudFront waits two minutes. */
const FIRST_BYTE = 110_000;

/**
 * The time, as of `Date.now()`, by which a response that is sent whole must be ready. It counts from the arrival at API
 * Gateway, and so includes the start of the container, the store's check and the time for a database to resume.
 */
export const answerDeadline = ({ requestContext }: Pick<APIGatewayProxyEvent, 'requestContext'>): number =>
  requestContext.requestTimeEpoch + FIRST_BYTE;

/**
 * The deadlines of a request's database calls, which are before its function's timeout.
 *
 * @param latest time, as of `Date.now()`, after which a response is of no use.
 */
export function retryDeadlines(
  transfer: Route['transfer'],
  context: Context,
  latest = Number.POSITIVE_INFINITY,
): RetryDeadlines {
  const now = Date.now();
  const deadline = Math.min(now + context.getRemainingTimeInMillis() - RESERVE, latest);
  return { deadline, resumingUntil: Math.min(now + RESUME_TIMEOUT[transfer], deadline) };
}
