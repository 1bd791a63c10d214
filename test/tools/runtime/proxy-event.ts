import { randomUUID } from 'node:crypto';

interface Request {
  readonly body?: unknown;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The parts of a Lambda proxy integration event that the functions read. */
export function proxyEvent(
  httpMethod: string,
  resource: string,
  { body, pathParameters, headers = {} }: Request = {},
) {
  const all: Record<string, string> = { 'Content-Type': 'application/json', ...headers };
  return {
    resource,
    path: resource.replace(/\{(\w+)\}/g, (_, name: string) => pathParameters?.[name] ?? ''),
    httpMethod,
    headers: all,
    multiValueHeaders: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: pathParameters ?? null,
    stageVariables: null,
    requestContext: {
      requestId: randomUUID(),
      extendedRequestId: 'JJbxtHtIoAMFUDQ=',
      stage: 'v2',
      requestTimeEpoch: Date.now(),
      httpMethod,
      resourcePath: resource,
    },
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
  };
}
