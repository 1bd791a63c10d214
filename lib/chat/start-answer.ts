import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { readPlannerConfig } from '../planner-config.ts';
import { sdkRequestHandler } from '../sdk-request-handler.ts';
import type { AnswerTask } from './task.ts';

const { CHAT_ANSWER_FUNCTION } = readPlannerConfig();

const client = new LambdaClient({
  maxAttempts: 3,
  requestHandler: sdkRequestHandler(5_000),
});

/**
 * Invokes the function that answers, asynchronously. If it is invoked twice, only one invocation claims the answer.
 *
 * @throws Error when Lambda did not accept the invocation.
 */
export async function startAnswer(task: AnswerTask): Promise<void> {
  await client.send(
    new InvokeCommand({
      FunctionName: CHAT_ANSWER_FUNCTION,
      InvocationType: 'Event',
      Payload: Buffer.from(JSON.stringify(task)),
    }),
  );
}
