import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import type { TokenCarrier } from '../auth/find-token.ts';

/** An event of API Gateway's WebSocket API. Only `$connect` has headers. */
export interface SocketEvent
  extends APIGatewayProxyWebsocketEventV2,
    Pick<TokenCarrier, 'headers' | 'multiValueHeaders'> {}

/** The response of a socket route's function. At `$connect`, a status above 299 rejects the connection. */
export interface SocketResponse {
  readonly statusCode: number;
  /** The reply to the client, if the route has a response. */
  readonly body?: string;
}
