import { HttpTransportType, type HubConnection, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { ChatResponse } from '../../../lib/contract/chat.ts';
import { WEB_TOKEN } from './system.ts';

/** A chat through Microsoft's own client, as in LiftLog's app. */
export interface SignalRChat<Response = ChatResponse> {
  readonly connection: HubConnection;
  /** The arguments of `ReceiveMessage`, oldest first. */
  readonly received: readonly Response[];
  /** Resolves when the connection has ended, with the error if there was one. */
  readonly closed: Promise<Error | undefined>;
}

interface Options {
  readonly token?: string;
  readonly skipNegotiation?: boolean;
}

/** @param url `ws://…/ai-chat` or `ws://…/ai-chat-v2`. */
export async function openSignalR<Response = ChatResponse>(
  url: string,
  { token = WEB_TOKEN, skipNegotiation = false }: Options = {},
): Promise<SignalRChat<Response>> {
  const connection = new HubConnectionBuilder()
    .withUrl(url.replace(/^ws:/, 'http:'), {
      accessTokenFactory: () => token,
      ...(skipNegotiation && { skipNegotiation, transport: HttpTransportType.WebSockets }),
    })
    .configureLogging(LogLevel.None)
    .build();
  const received: Response[] = [];
  connection.on('ReceiveMessage', (response: Response) => received.push(response));
  const closed = new Promise<Error | undefined>((resolve) => connection.onclose(resolve));
  await connection.start();
  return { connection, received, closed };
}
