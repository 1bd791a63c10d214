import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { readPlannerConfig } from '../planner-config.ts';
import { sdkRequestHandler } from '../sdk-request-handler.ts';

/** The client has disconnected, and no message can reach it. */
export class ConnectionGoneError extends Error {
  override readonly name = 'ConnectionGoneError';
}

/** A connection to a client. */
export interface Connection {
  /**
   * Sends a message. To keep messages in order, send one at a time.
   *
   * @throws ConnectionGoneError when the client has disconnected.
   */
  send(message: string): Promise<void>;
}

const { CHAT_CALLBACK_URL } = readPlannerConfig();

/** @param path of the hub, which is the stage of API Gateway. */
export function openConnection(path: string, connectionId: string): Connection {
  const client = clientOf(path);
  return {
    send: async (message) => {
      if (message === '') return;
      try {
        await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: message }));
      } catch (error) {
        throw error instanceof GoneException
          ? new ConnectionGoneError('The client has disconnected.')
          : error;
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
    requestHandler: sdkRequestHandler(5_000),
  });
  clients.set(path, client);
  return client;
}
