import type { Problem } from '../http/problem.ts';
import type { Fault } from './protocols/protocol.ts';

/** What a client is told of a problem. */
export function toFault({ message, headers }: Problem): Fault {
  const retryAfter = headers['retry-after'];
  return retryAfter === undefined ? { message } : { message, retryAfter: toSeconds(retryAfter) };
}

/** Source of the header's two forms: RFC 9110, 10.2.3. */
const toSeconds = (value: string) =>
  /^\d+$/.test(value) ? Number(value) : Math.max(0, Math.ceil((Date.parse(value) - Date.now()) / 1_000));
