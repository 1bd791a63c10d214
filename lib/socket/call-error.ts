import type { Problem } from '../problem/problem.ts';
import type { CallError } from './protocols/protocol.ts';

/** Converts a problem to the error that a client receives. */
export function toCallError({ message, headers }: Problem): CallError {
  const retryAfter = headers['retry-after'];
  return retryAfter === undefined ? { message } : { message, retryAfter: toSeconds(retryAfter) };
}

/** Source of the header's two formats: RFC 9110, 10.2.3. */
const toSeconds = (value: string) =>
  /^\d+$/.test(value) ? Number(value) : Math.max(0, Math.ceil((Date.parse(value) - Date.now()) / 1_000));
