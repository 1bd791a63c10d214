import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { config } from '../config.ts';
import type { Route } from '../contract/route.ts';
import type { RetryDeadlines } from '../db/retry.ts';

/** Milliseconds that a resuming cluster is waited for. */
const RESUMING = {
  buffered: config.DATABASE_RESUME_SECONDS_BUFFERED * 1_000,
  stream: config.DATABASE_RESUME_SECONDS_STREAMED * 1_000,
};
/** Milliseconds kept back to answer before Lambda ends the function. */
const RESERVE = 1_500;

/** Milliseconds from a request's arrival to the answer's first byte: CloudFront waits for two minutes. */
const FIRST_BYTE = 110_000;

/**
 * Until when an answer that is sent whole has to be there, in milliseconds since 1970. It counts from the arrival at API
 * Gateway, so that the start of the container, the store's check and a database that resumes are in it.
 */
export const answerDeadline = ({ requestContext }: Pick<APIGatewayProxyEvent, 'requestContext'>): number =>
  requestContext.requestTimeEpoch + FIRST_BYTE;

/**
 * How long a request may wait for the database: never longer than its function may run.
 *
 * @param latest when it is of no use any more, in milliseconds since 1970.
 */
export function retryDeadlines(
  transfer: Route['transfer'],
  context: Context,
  latest = Number.POSITIVE_INFINITY,
): RetryDeadlines {
  const now = Date.now();
  const deadline = Math.min(now + context.getRemainingTimeInMillis() - RESERVE, latest);
  return { deadline, resumingUntil: Math.min(now + RESUMING[transfer], deadline) };
}
