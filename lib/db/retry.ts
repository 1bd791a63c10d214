import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError, DatabaseTimeoutError, DatabaseUnavailableError } from './errors.ts';

/** How long one request may wait for the database; both are points of `Date.now()`. */
export interface RetryDeadlines {
  /** Until then a paused cluster is waited for. */
  readonly resumingUntil: number;
  /** Then the request is over, and a call still running is given up. */
  readonly deadline: number;
}

/** Most seconds that a paused cluster takes to resume. */
const RESUMING_SECONDS = 30;
const BUSY_SECONDS = 5;

/**
 * Sends a call, and sends it again, with jitter, while the cluster resumes or after a failure that passes.
 *
 * @param repeatable whether a call may be sent again that may have taken effect before. A call that was
 *   throttled or met a resuming cluster has had none, and is sent again either way.
 * @throws DatabaseUnavailableError, DatabaseTimeoutError, DatabaseError
 */
export async function withRetries<Output>(
  send: (options: { abortSignal: AbortSignal }) => Promise<Output>,
  { resumingUntil, deadline }: RetryDeadlines,
  repeatable: boolean,
): Promise<Output> {
  let failures = 0;
  for (;;) {
    const abortSignal = AbortSignal.timeout(Math.max(0, deadline - Date.now()));
    try {
      return await send({ abortSignal });
    } catch (error) {
      if (abortSignal.aborted) throw new DatabaseTimeoutError(toFailure(error));
      const failure = toFailure(error);
      if (!isResuming(failure)) failures += 1;
      const pause = pauseBeforeRepeat(failure, failures, repeatable);
      const until = isResuming(failure) ? resumingUntil : deadline;
      if (pause === undefined || Date.now() + pause > until) throw toPublicError(failure);
      await sleep(pause);
    }
  }
}

const MAX_REPEATS = 4;

/** Milliseconds to wait, or undefined when repeating would not help or not be safe. */
function pauseBeforeRepeat(
  failure: DatabaseError,
  failures: number,
  repeatable: boolean,
): number | undefined {
  if (isResuming(failure)) return 500 + Math.random() * 500;
  const isSafe = repeatable || throttling.has(failure.name);
  if (!isSafe || !passes(failure) || failures > MAX_REPEATS) return undefined;
  return 50 * 2 ** failures * (0.5 + Math.random() / 2);
}

function toPublicError(failure: DatabaseError): Error {
  if (isResuming(failure)) return new DatabaseUnavailableError(RESUMING_SECONDS, failure);
  if (failure.name === 'StatementTimeoutException') return new DatabaseTimeoutError(failure);
  return passes(failure) ? new DatabaseUnavailableError(BUSY_SECONDS, failure) : failure;
}

const isResuming = ({ name }: DatabaseError) => name === 'DatabaseResumingException';

const throttling = new Set(['ThrottlingException', 'TooManyRequestsException', 'LimitExceededException']);

/** SQLSTATE classes after which nothing of a statement remains: connection, rollback, resources, shutdown. */
const undone = /^(08|40|53|57P)/;

/** Whether the same call may well succeed soon: no answer or a torn one, 5xx, throttling, a statement undone. */
function passes({ name, httpStatus, sqlState }: DatabaseError): boolean {
  if (httpStatus === undefined || httpStatus < 400 || httpStatus >= 500) return true;
  return throttling.has(name) || (sqlState !== undefined && undone.test(sqlState));
}

/** The SDK's errors hold the whole answer; ours only what is safe to log. */
function toFailure(error: unknown): DatabaseError {
  if (!(error instanceof Error)) return new DatabaseError('UnknownError', '', undefined);
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  const httpStatus =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? Number(metadata.httpStatusCode)
      : undefined;
  return new DatabaseError(error.name, error.message, httpStatus);
}
