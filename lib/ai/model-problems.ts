import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from 'openai/core/error';
import { Problem } from '../problem/problem.ts';

/** `Retry-After` in seconds, if the model's server sends none. */
const RETRY_WHEN_BUSY = 60;
const RETRY_WHEN_DOWN = 30;

/**
 * The problem that a failed call to the model means for the client.
 *
 * @param isCharged tells whether the model had returned anything, which has cost tokens.
 */
export function modelProblem(error: unknown, isCharged: boolean): Problem {
  const cause = anonymous(error);
  if (error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError) {
    return new Problem(504, 'The model took too long. Try again.', {
      retryAfter: RETRY_WHEN_DOWN,
      cause,
      isCharged,
    });
  }
  if (error instanceof RateLimitError) {
    const retryAfter = secondsToWait(error.headers);
    return new Problem(503, 'The model is busy. Try again later.', { retryAfter, cause });
  }
  if (error instanceof AuthenticationError || error instanceof PermissionDeniedError) {
    return new Problem(503, "The model's server rejected the API key. Check OPENAI_API_KEY.", { cause });
  }
  if (error instanceof NotFoundError) {
    const detail = 'The model was not found. Check OPENAI_MODEL and OPENAI_BASE_URL.';
    return new Problem(503, detail, { cause });
  }
  if (error instanceof APIError && !(error instanceof APIConnectionError) && error.status < 500) {
    return new Problem(502, "The model's server rejected the request.", { cause });
  }
  return new Problem(502, 'The model failed. Try again later.', {
    retryAfter: RETRY_WHEN_DOWN,
    cause,
    isCharged,
  });
}

/** The model refused to answer, and would refuse the same request again. */
export const refused = () =>
  new Problem(502, 'The model refused this request. Rephrase it and try again.', { isCharged: true });

export const cutOff = () =>
  new Problem(502, "The model's answer was cut off. Ask for less.", { isCharged: true });

export const unusable = (cause: Error) =>
  new Problem(502, 'The model returned no usable answer. Try again.', {
    retryAfter: 1,
    cause,
    isCharged: true,
  });

/** An error for the log, without the server's own message, which could quote people's texts or the key. */
function anonymous(error: unknown): Error {
  if (error instanceof APIError && error.status !== undefined) {
    const identifiers = [error.status, error.code ?? '', error.requestID ?? ''].filter(isIdentifier);
    return new Error(`The model's server returned ${identifiers.join(' ')}`);
  }
  return new Error(
    `The model's server returned no complete response: ${causes(error).filter(isIdentifier).join(' ')}`,
  );
}

const isIdentifier = (text: string | number) => /^[\w-]{1,60}$/.test(String(text));

/** The names and codes of an error and its causes, such as `TypeError`, `Error`, `ECONNREFUSED`. */
function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [error.name, ...code, ...causes(error.cause)];
}

/** @returns whole seconds. Source of the two formats: RFC 9110, 10.2.3. */
function secondsToWait(headers: Headers): number {
  const value = headers.get('retry-after');
  if (value === null) return RETRY_WHEN_BUSY;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  return seconds >= 0 && seconds <= 86_400 ? Math.ceil(seconds) : RETRY_WHEN_BUSY;
}
