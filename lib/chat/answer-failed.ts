import { ConnectionGoneError } from '../socket/connection.ts';
import type { SocketContext } from '../socket/context.ts';
import { callerOf } from './caller.ts';
import { cancelAnswer } from './cancel-answer.ts';
import { completeCutCall } from './cut-call.ts';
import { answerFailed } from './problems.ts';
import type { AnswerTask } from './task.ts';

/**
 * What Lambda tells of an asynchronous call that failed: its function crashed, ran out of time, or was not
 * called in time. Source: AWS Lambda, "Capturing records of Lambda asynchronous invocations".
 */
interface FailedCall {
  /** What the function was called with. */
  readonly requestPayload: AnswerTask;
}

/** Ends the call of a client that waits for an answer which got lost. */
export async function endFailedAnswer(
  { requestPayload: task }: FailedCall,
  context: SocketContext,
): Promise<void> {
  const caller = callerOf(task);
  const isCut = await cancelAnswer(task, context, undefined);
  await (isCut ? completeCutCall(task, caller, context) : caller.failed(answerFailed())).catch(
    (error: unknown) => {
      if (!(error instanceof ConnectionGoneError)) throw error;
    },
  );
}
