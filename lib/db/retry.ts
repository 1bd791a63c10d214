import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError, DatabaseTimeoutError, DatabaseUnavailableError } from './errors.ts';

/** The deadlines of one request's database calls, as of `Date.now()`. */
export interface RetryDeadlines {
  /** The time until which to wait for a paused cluster. */
  readonly resumingUntil: number;
  /** The time at which running calls are aborted. */
  readonly deadline: number;
}

/** `Retry-After` in seconds: the longest time that a paused cluster takes to resume, and that for other failures. */
const RETRY_WHEN_RESUMING = 30;
const RETRY_WHEN_BUSY = 5;

/**
 * Sends a call, and retries it with jitter while the cluster resumes or after a temporary failure.
 *
 * @param isRepeatable tells whether to retry a call that may already have taken effect. A call that was throttled or
 *   sent to a resuming cluster has not, and is retried either way.
 * @param onFailure called with each failure that the call is sent again after.
 * @throws DatabaseUnavailableError, DatabaseTimeoutError, DatabaseError
 */
export async function withRetries<Output>(
  send: (options: { abortSignal: AbortSignal }) => Promise<Output>,
  { resumingUntil, deadline }: RetryDeadlines,
  isRepeatable: boolean,
  onFailure: (failure: DatabaseError) => void = () => {},
): Promise<Output> {
  let failures = 0;
  for (;;) {
    const remaining = deadline - Date.now();
    // Sent without time to hear of it, a statement could still take effect.
    if (remaining <= 0) throw new DatabaseTimeoutError(undefined);
    const abortSignal = AbortSignal.timeout(remaining);
    try {
      return await send({ abortSignal });
    } catch (error) {
      if (abortSignal.aborted) throw new DatabaseTimeoutError(toFailure(error));
      const failure = toFailure(error);
      if (!isResuming(failure)) failures += 1;
      const delay = delayBeforeRetry(failure, failures, isRepeatable);
      const until = isResuming(failure) ? resumingUntil : deadline;
      if (delay === undefined || Date.now() + delay > until) throw toPublicError(failure);
      onFailure(failure);
      await sleep(delay);
    }
  }
}

const MAX_RETRIES = 4;

/** Milliseconds to wait, or undefined when a retry would not help or not be safe. */
function delayBeforeRetry(
  failure: DatabaseError,
  failures: number,
  isRepeatable: boolean,
): number | undefined {
  if (isResuming(failure)) return 500 + Math.random() * 500;
  const isSafe = isRepeatable || throttling.has(failure.name);
  if (!isSafe || !isTemporary(failure) || failures > MAX_RETRIES) return undefined;
  return 50 * 2 ** failures * (0.5 + Math.random() / 2);
}

function toPublicError(failure: DatabaseError): Error {
  if (isResuming(failure)) return new DatabaseUnavailableError(RETRY_WHEN_RESUMING, failure);
  if (failure.name === 'StatementTimeoutException') return new DatabaseTimeoutError(failure);
  return isTemporary(failure) ? new DatabaseUnavailableError(RETRY_WHEN_BUSY, failure) : failure;
}

export const isResuming = ({ name }: DatabaseError) => name === 'DatabaseResumingException';

const throttling = new Set(['ThrottlingException', 'TooManyRequestsException', 'LimitExceededException']);

/** SQLSTATE classes in which a statement had no effect: connection, rollback, resources, shutdown. */
const undone = /^(08|40|53|57P)/;

/** Tells whether a retry may succeed: no or an incomplete response, 5xx, throttling, or a statement without effect. */
function isTemporary({ name, httpStatus, sqlState }: DatabaseError): boolean {
  if (httpStatus === undefined || httpStatus < 400 || httpStatus >= 500) return true;
  return throttling.has(name) || (sqlState !== undefined && undone.test(sqlState));
}

/** The SDK's errors contain the whole response; ours only what is safe to log. */
function toFailure(error: unknown): DatabaseError {
  if (!(error instanceof Error)) return new DatabaseError('UnknownError', '', undefined);
  const metadata = new Map(Object.entries('$metadata' in error ? (error.$metadata ?? {}) : {}));
  const status: unknown = metadata.get('httpStatusCode');
  const requestId: unknown = metadata.get('requestId');
  return new DatabaseError(
    error.name,
    error.message,
    typeof status === 'number' ? status : undefined,
    typeof requestId === 'string' ? requestId : undefined,
  );
}
