import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { readPaidConfig } from '../config.ts';

/** The client has gone: nothing reaches it any more. */
export class LineClosedError extends Error {
  override readonly name = 'LineClosedError';
}

/** The way to one client. */
export interface Line {
  /**
   * Sends a message. One at a time keeps them in order.
   *
   * @throws LineClosedError when the client has gone.
   */
  send(message: string): Promise<void>;
}

const { CHAT_CALLBACK_URL } = readPaidConfig();

/** @param path the hub's, which is the stage of API Gateway. */
export function openLine(path: string, connectionId: string): Line {
  const client = clientOf(path);
  return {
    send: async (message) => {
      if (message === '') return;
      try {
        await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: message }));
      } catch (error) {
        throw error instanceof GoneException ? new LineClosedError('The client has gone.') : error;
      }
    },
  };
}

const clients = new Map<string, ApiGatewayManagementApiClient>();

function clientOf(path: string): ApiGatewayManagementApiClient {
  const known = clients.get(path);
  if (known !== undefined) return known;
  const client = new ApiGatewayManagementApiClient({
    endpoint: `${CHAT_CALLBACK_URL}${path}`,
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
  clients.set(path, client);
  return client;
}
