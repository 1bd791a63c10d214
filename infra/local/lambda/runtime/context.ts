import type { Context } from 'aws-lambda';
import { functionArn } from '../variables.ts';

type LambdaContext = Omit<Context, 'done' | 'fail' | 'succeed' | 'callbackWaitsForEmptyEventLoop'>;

/** Makes the handler's `context`, as Lambda does for Node 24: without the members for callbacks. */
export function makeContext(requestId: string, deadline: number): LambdaContext {
  const variable = (name: string): string => process.env[name] ?? '';
  return {
    awsRequestId: requestId,
    functionName: variable('AWS_LAMBDA_FUNCTION_NAME'),
    functionVersion: variable('AWS_LAMBDA_FUNCTION_VERSION'),
    invokedFunctionArn: functionArn(variable('AWS_LAMBDA_FUNCTION_NAME')),
    memoryLimitInMB: variable('AWS_LAMBDA_FUNCTION_MEMORY_SIZE'),
    logGroupName: variable('AWS_LAMBDA_LOG_GROUP_NAME'),
    logStreamName: variable('AWS_LAMBDA_LOG_STREAM_NAME'),
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}
