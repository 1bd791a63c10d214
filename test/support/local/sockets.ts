import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { onTestFinished } from 'vitest';
import { startGateway } from '../../../infra/local/gateway/index.ts';
import {
  type SocketOptions,
  type SocketRecord,
  type Sockets,
  startSockets,
} from '../../../infra/local/sockets/index.ts';
import { type Client, type ClientOptions, openClient } from '../chat/socket-client.ts';
import { hostOf, type Sources, type TestHost } from './bundles.ts';

const functions = { connect: 'chat/connect', message: 'chat/message', disconnect: 'chat/disconnect' };

/** Functions that accept everything and log their events. */
const sources: Sources = {
  'chat/connect': 'export const handler = async (event) => (console.info(event), { statusCode: 200 });',
  'chat/message': 'export const handler = async (event) => ({ statusCode: 200, body: event.body });',
  'chat/disconnect': 'export const handler = async (event) => (console.info(event), { statusCode: 200 });',
};

export interface TestSockets extends TestHost {
  readonly sockets: Sockets;
  readonly records: SocketRecord[];
  /** The gateway's URL, `http:`. */
  readonly url: string;
  /** AWS's client for `@connections`, without retries. */
  readonly management: ApiGatewayManagementApiClient;
  readonly connect: (options?: ClientOptions & { path?: string }) => Promise<Client>;
  readonly post: (connectionId: string | undefined, data: string) => Promise<unknown>;
  /** The events in the log of a function. */
  readonly eventsOf: (functionName: string) => any[];
}

/** A gateway with sockets at `/ai-chat` for functions of these sources, stopped when the test ends. */
export async function socketsOf(
  own: Sources = {},
  options: Partial<Pick<SocketOptions, 'limits' | 'paths'>> = {},
): Promise<TestSockets> {
  const testHost = await hostOf({ ...sources, ...own });
  const { host, logs } = testHost;
  const records: SocketRecord[] = [];
  const onRecord = (record: SocketRecord) => records.push(record);
  const sockets = await startSockets({ paths: ['/ai-chat'], functions, host, onRecord, ...options });
  const gateway = await startGateway({ routes: [], host, port: 0, sockets });
  const management = managementClient(sockets.url);
  const clients: Client[] = [];
  onTestFinished(async () => {
    for (const { ws } of clients) ws.terminate();
    await sockets.disconnect();
    await gateway.stop();
    await sockets.stop();
    management.destroy();
  });
  return {
    ...testHost,
    sockets,
    records,
    url: gateway.url,
    management,
    connect: async ({ path = '/ai-chat', ...rest } = {}) => {
      const client = await openClient(`${gateway.url.replace('http', 'ws')}${path}`, rest);
      clients.push(client);
      return client;
    },
    post: (ConnectionId, Data) => management.send(new PostToConnectionCommand({ ConnectionId, Data })),
    eventsOf: (name) =>
      logs.filter(({ functionName }) => functionName === name).map(({ entry }) => (entry as any).message),
  };
}

export function managementClient(endpoint: string): ApiGatewayManagementApiClient {
  return new ApiGatewayManagementApiClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
}
