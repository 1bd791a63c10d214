import type { Problem } from '../problem/problem.ts';
import { toProblem } from '../problem/to-problem.ts';
import { toCallError } from '../socket/call-error.ts';
import type { Protocol } from '../socket/protocols/protocol.ts';
import type { ChatHub } from './hub.ts';

/**
 * The records that tell a client that its call failed. LiftLog's app drops a completion's error. So a person is told
 * in the chat, and the call completes without an error. Mistakes of the client's program are told to the program.
 *
 * @param shown the words of the answer so far. They stay on the screen.
 */
export function failedCall(
  { declaration, inWords }: ChatHub,
  protocol: Protocol,
  callId: string | undefined,
  error: unknown,
  shown?: string,
): string {
  const problem = toProblem(error);
  const callError = toCallError(problem);
  if (protocol.name === 'plain' || problem.status === 400) return protocol.failed(callId, callError);
  const words = [shown, forPeople(problem)].filter((text) => text !== undefined && text !== '');
  return protocol.push(declaration.push.name, inWords(words.join('\n\n'))) + protocol.done(callId);
}

/** Adds the time of the next try if the problem names one: in UTC, as the phone's time zone is unknown here. */
function forPeople({ message, headers }: Problem): string {
  const at = Date.parse(headers['retry-after'] ?? '');
  const isTime = /[a-z]/i.test(headers['retry-after'] ?? '') && !Number.isNaN(at);
  return isTime ? `${message} It will be possible again on ${TIME.format(at)} (UTC).` : message;
}

const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
