import type { InvocationResult } from './types.ts';
import { functionArn, lambdaName } from './variables.ts';

/**
 * The record of a failed asynchronous call for a failure destination. Source: AWS Lambda, "Capturing records of Lambda
 * asynchronous invocations".
 */
export function failureRecord(name: string, requestPayload: unknown, result: InvocationResult): unknown {
  const { requestId, functionError, payload } = result;
  return {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId,
      functionArn: `${functionArn(lambdaName(name))}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 1,
    },
    requestPayload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError },
    responsePayload: JSON.parse(payload),
  };
}
