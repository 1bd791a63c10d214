import { toProblem } from '../problem/to-problem.ts';
import { toCallError } from '../socket/call-error.ts';
import type { Protocol } from '../socket/protocols/protocol.ts';
import type { ChatHub } from './hub.ts';

/** What a client is told of a call that failed. */
export function failedCall(
  { declaration, inWords }: ChatHub,
  protocol: Protocol,
  callId: string | undefined,
  error: unknown,
): string {
  const problem = toProblem(error);
  const callError = toCallError(problem);
  const waits = protocol.name === 'plain' || callId !== undefined;
  if (waits) return protocol.failed(callId, callError);
  // A person is told in the chat what no completion can say; a program's mistakes are none of theirs.
  return problem.status === 400 ? '' : protocol.push(declaration.push.name, inWords(callError.message));
}
