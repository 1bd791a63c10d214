import { ConnectionGoneError } from '../socket/connection.ts';
import type { SocketContext } from '../socket/context.ts';
import { callerOf } from './caller.ts';
import { cancelAnswer } from './cancel-answer.ts';
import { completeCutCall } from './cut-call.ts';
import { answerFailed } from './problems.ts';
import type { AnswerTask } from './task.ts';

/**
 * Lambda's record of an asynchronous invocation that failed: the function crashed, timed out, or was not invoked
 * in time. Source: AWS Lambda, "Capturing records of Lambda asynchronous invocations".
 */
interface FailedCall {
  /** The payload of the invocation. */
  readonly requestPayload: AnswerTask;
}

/** Ends the call of a client whose answer failed. */
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
