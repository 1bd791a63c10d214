import type { Context } from 'aws-lambda';
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

/** How long a request may wait for the database: never longer than its function may run. */
export function retryDeadlines(transfer: Route['transfer'], context: Context): RetryDeadlines {
  const now = Date.now();
  const deadline = now + context.getRemainingTimeInMillis() - RESERVE;
  return { deadline, resumingUntil: Math.min(now + RESUMING[transfer], deadline) };
}
