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

/** Seconds to wait where the model's server doesn't say. */
const BUSY = 60;
const DOWN = 30;

/**
 * What a failed model call means to the client.
 *
 * @param isCharged whether the model had given something before, which has cost tokens.
 */
export function modelProblem(error: unknown, isCharged: boolean): Problem {
  const cause = anonymous(error);
  if (error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError) {
    return new Problem(504, 'The model took too long and was given up. Try again.', {
      retryAfter: DOWN,
      cause,
      isCharged,
    });
  }
  if (error instanceof RateLimitError) {
    const retryAfter = secondsToWait(error.headers);
    return new Problem(503, 'The model is busy. Try again later.', { retryAfter, cause });
  }
  if (error instanceof AuthenticationError || error instanceof PermissionDeniedError) {
    return new Problem(503, "The model's server refuses the key: OPENAI_API_KEY must be mended.", { cause });
  }
  if (error instanceof NotFoundError) {
    const detail = 'There is no such model: OPENAI_MODEL and OPENAI_BASE_URL must be mended.';
    return new Problem(503, detail, { cause });
  }
  if (error instanceof APIError && !(error instanceof APIConnectionError) && error.status < 500) {
    return new Problem(502, "The model's server did not take the request.", { cause });
  }
  return new Problem(502, 'The model failed. Try again later.', { retryAfter: DOWN, cause, isCharged });
}

/** The model would not answer. Asked again in the same words, it would not either. */
export const refused = () =>
  new Problem(502, 'The model refused this request. Say it in other words.', { isCharged: true });

export const cutOff = () =>
  new Problem(502, "The model's answer was cut off. Ask for less.", { isCharged: true });

export const unusable = (cause: Error) =>
  new Problem(502, 'The model gave no usable answer. Try again.', { retryAfter: 1, cause, isCharged: true });

/** For the log: what happened, without the server's own words, which could quote people's texts or the key. */
function anonymous(error: unknown): Error {
  if (error instanceof APIError && error.status !== undefined) {
    const marks = [error.status, error.code ?? '', error.requestID ?? ''].filter(isIdentifier);
    return new Error(`The model's server answered ${marks.join(' ')}`);
  }
  return new Error(
    `The model's server gave no whole answer: ${causes(error).filter(isIdentifier).join(' ')}`,
  );
}

const isIdentifier = (text: string | number) => /^[\w-]{1,60}$/.test(String(text));

/** The names and codes of an error and of what caused it, such as `TypeError`, `Error`, `ECONNREFUSED`. */
function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [error.name, ...code, ...causes(error.cause)];
}

/** @returns whole seconds. Source of the header's two forms: RFC 9110, 10.2.3. */
function secondsToWait(headers: Headers): number {
  const value = headers.get('retry-after');
  if (value === null) return BUSY;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  return seconds >= 0 && seconds <= 86_400 ? Math.ceil(seconds) : BUSY;
}
