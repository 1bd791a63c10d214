import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayEventRequestContext, APIGatewayProxyEvent } from 'aws-lambda';
import { eventHeaders, firstHeader, type MultiValues, queryValues, singleValues } from './event-headers.ts';
import type { Match } from './router.ts';

const accountId = '000000000000';
const apiId = 'local';

export interface EventSource {
  readonly req: IncomingMessage;
  /** The id that only the gateway makes. */
  readonly requestId: string;
  /** The other one, which a client may set. */
  readonly clientRequestId: string;
  readonly startedAt: Date;
  readonly method: string;
  readonly stage: string;
  /** The path below the stage, percent-encoded as sent. */
  readonly path: string;
  /** Without the `?`. */
  readonly query: string;
  readonly match: Match;
  readonly body: Buffer;
}

/**
 * The event of a Lambda proxy integration of a REST API (format 1.0).
 * No binary media types are set, so API Gateway reads every body as UTF-8 text, and invalid bytes are lost.
 */
export function proxyEvent(source: EventSource): APIGatewayProxyEvent {
  const headers = eventHeaders(source.req);
  const query = queryValues(source.query);
  return {
    resource: source.match.resource.path,
    path: source.path,
    httpMethod: source.method,
    headers: singleValues(headers),
    multiValueHeaders: headers,
    queryStringParameters: query && singleValues(query),
    multiValueQueryStringParameters: query,
    pathParameters: source.match.pathParameters,
    stageVariables: null,
    requestContext: requestContext(source, headers),
    body: source.body.length > 0 ? source.body.toString() : null,
    isBase64Encoded: false,
  };
}

function requestContext(source: EventSource, headers: MultiValues): APIGatewayEventRequestContext {
  const resourcePath = source.match.resource.path;
  const domainName = domainOf(source.req);
  return {
    resourceId: createHash('sha256').update(resourcePath).digest('hex').slice(0, 6),
    resourcePath,
    httpMethod: source.method,
    extendedRequestId: source.requestId,
    requestTime: commonLogTime(source.startedAt),
    path: `/${source.stage}${source.path}`,
    accountId,
    protocol: `HTTP/${source.req.httpVersion}`,
    stage: source.stage,
    domainPrefix: domainName.split('.')[0],
    requestTimeEpoch: source.startedAt.getTime(),
    requestId: source.clientRequestId,
    identity: identity(source.req, headers),
    domainName,
    apiId,
    // Absent from the event of a method without an authorizer.
    authorizer: undefined,
  };
}

function identity(req: IncomingMessage, headers: MultiValues): APIGatewayEventRequestContext['identity'] {
  return {
    cognitoIdentityPoolId: null,
    accountId: null,
    apiKey: null,
    apiKeyId: null,
    clientCert: null,
    cognitoIdentityId: null,
    caller: null,
    sourceIp: req.socket.remoteAddress ?? '127.0.0.1',
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent: firstHeader(headers, 'user-agent'),
    user: null,
  };
}

/** The requested host, without the port. */
export function domainOf(req: IncomingMessage): string {
  return (req.headers.host ?? 'localhost').replace(/:\d+$/, '');
}

/** As in the Common Log Format: `30/Jun/2024:01:55:36 +0000`. */
export function commonLogTime(time: Date): string {
  const [, day, month, year, clock] = time.toUTCString().split(' ');
  return `${day}/${month}/${year}:${clock} +0000`;
}

/** In the form of API Gateway's extended ids: `JJbxtHtIAMFUDQ=`. */
export const newRequestId = (): string => `${randomBytes(11).toString('base64url')}=`;

/** The id that a client sends, if it may stand in a header, or a new one. Source: RFC 9110, 5.6.2. */
export function clientRequestId({ headers }: IncomingMessage): string {
  const sent = headers['x-amzn-requestid'];
  return typeof sent === 'string' && /^[\w!#$%&'*+.^`|~-]{1,128}$/.test(sent) ? sent : randomUUID();
}
