import type { Tools } from '../socket/exchange.ts';
import { LineClosedError } from '../socket/line.ts';
import { callerOf } from './caller.ts';
import { giveUp } from './give-up.ts';
import { answerLost } from './problems.ts';
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
export async function endLost({ requestPayload: task }: FailedCall, tools: Tools): Promise<void> {
  await giveUp(task, tools, undefined);
  await callerOf(task)
    .failed(answerLost())
    .catch((error: unknown) => {
      if (!(error instanceof LineClosedError)) throw error;
    });
}
