import type { IncomingMessage } from 'node:http';
import type {
  APIGatewayEventWebsocketRequestContextV2,
  APIGatewayProxyEventMultiValueHeaders,
  APIGatewayProxyWebsocketEventV2,
} from 'aws-lambda';
import { commonLogTime } from '../gateway/event.ts';
import { eventHeaders, queryValues, singleValues } from '../gateway/event-headers.ts';
import { newId } from './ids.ts';
import type { ClientIdentity } from './types.ts';

/** The properties of a connection that every event contains. */
export interface ConnectionFacts {
  readonly id: string;
  readonly stage: string;
  readonly domainName: string;
  readonly identity: ClientIdentity;
  readonly connectedAt: Date;
}

/** The end of a connection: WebSocket's close code and reason. */
export interface Ending {
  readonly code: number;
  readonly reason: string;
}

/** `messageId` is in the events of messages only. */
type RequestContext = Omit<APIGatewayEventWebsocketRequestContextV2, 'messageId'> & {
  readonly identity: ClientIdentity;
};

interface Headers {
  readonly headers: Record<string, string>;
  readonly multiValueHeaders: APIGatewayProxyEventMultiValueHeaders;
}

/** The only event with the handshake's headers and query. */
export interface ConnectEvent extends Headers, Omit<APIGatewayProxyWebsocketEventV2, 'requestContext'> {
  readonly requestContext: RequestContext;
}

export interface MessageEvent extends Omit<APIGatewayProxyWebsocketEventV2, 'requestContext'> {
  readonly requestContext: RequestContext & Pick<APIGatewayEventWebsocketRequestContextV2, 'messageId'>;
  readonly body: string;
}

export interface DisconnectEvent extends Headers, Omit<APIGatewayProxyWebsocketEventV2, 'requestContext'> {
  readonly requestContext: RequestContext & {
    readonly disconnectStatusCode: number;
    readonly disconnectReason: string;
  };
}

export function connectEvent(facts: ConnectionFacts, req: IncomingMessage): ConnectEvent {
  const headers = eventHeaders(req);
  const query = queryValues((req.url ?? '').replace(/^[^?]*\??/, ''));
  return {
    headers: singleValues(headers),
    multiValueHeaders: headers,
    ...(query && { queryStringParameters: singleValues(query), multiValueQueryStringParameters: query }),
    requestContext: requestContext(facts, '$connect', 'CONNECT'),
    isBase64Encoded: false,
  };
}

export function messageEvent(facts: ConnectionFacts, body: string): MessageEvent {
  const context = requestContext(facts, '$default', 'MESSAGE');
  return { requestContext: { ...context, messageId: newId() }, body, isBase64Encoded: false };
}

export function disconnectEvent(facts: ConnectionFacts, { code, reason }: Ending): DisconnectEvent {
  const headers = { Host: facts.domainName, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' };
  const context = requestContext(facts, '$disconnect', 'DISCONNECT');
  return {
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    requestContext: { ...context, disconnectStatusCode: code, disconnectReason: reason },
    isBase64Encoded: false,
  };
}

function requestContext(
  { id, stage, domainName, identity, connectedAt }: ConnectionFacts,
  routeKey: string,
  eventType: RequestContext['eventType'],
): RequestContext {
  const now = new Date();
  const requestId = newId();
  return {
    routeKey,
    eventType,
    extendedRequestId: requestId,
    requestTime: commonLogTime(now),
    messageDirection: 'IN',
    stage,
    connectedAt: connectedAt.getTime(),
    requestTimeEpoch: now.getTime(),
    identity,
    requestId,
    domainName,
    connectionId: id,
    apiId: 'local-sockets',
  };
}
