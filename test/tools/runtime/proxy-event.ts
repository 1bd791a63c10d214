import { randomUUID } from 'node:crypto';

/** The parts of a Lambda proxy integration event that the functions read. */
export function proxyEvent(
  httpMethod: string,
  resource: string,
  body?: unknown,
  pathParameters: Readonly<Record<string, string>> | null = null,
) {
  return {
    resource,
    path: resource,
    httpMethod,
    headers: { 'Content-Type': 'application/json' },
    multiValueHeaders: { 'Content-Type': ['application/json'] },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters,
    stageVariables: null,
    requestContext: {
      requestId: randomUUID(),
      stage: 'v2',
      requestTimeEpoch: Date.now(),
      httpMethod,
      resourcePath: resource,
    },
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
  };
}
