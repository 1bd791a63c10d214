import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import type { TokenCarrier } from '../auth/find-token.ts';

/** An event of API Gateway's WebSocket API. Headers come with `$connect` only. */
export interface SocketEvent
  extends APIGatewayProxyWebsocketEventV2,
    Pick<TokenCarrier, 'headers' | 'multiValueHeaders'> {}

/** What the function of a socket's route answers. At `$connect`, a status over 299 refuses the connection. */
export interface SocketResponse {
  readonly statusCode: number;
  /** What goes back to the client, where the route has a response. */
  readonly body?: string;
}
