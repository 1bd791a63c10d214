import type { Context } from 'aws-lambda';
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

/** The deadlines of a request's database calls, which are before its function's timeout. */
export function retryDeadlines(transfer: Route['transfer'], context: Context): RetryDeadlines {
  const now = Date.now();
  const deadline = now + context.getRemainingTimeInMillis() - RESERVE;
  return { deadline, resumingUntil: Math.min(now + RESUME_TIMEOUT[transfer], deadline) };
}
