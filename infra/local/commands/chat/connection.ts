import { HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { aiChatV2, type ChatResponseV2 } from '../../../../lib/contract/chat-v2.ts';
import { whyClosed, whyNotOpen } from './problems.ts';

/** A chat with the server, by the client that LiftLog's app has. */
export interface Chat {
  /**
   * Calls a method, and waits until the call has ended.
   *
   * @throws Error with the server's words, when it refuses. Of a connection that ends, `lost` alone tells.
   */
  call(method: keyof typeof aiChatV2.methods, ...values: readonly (string | number)[]): Promise<void>;
  /** Hears the answers so far. */
  onAnswer(listener: (response: ChatResponseV2) => void): void;
  /** Resolves when the connection has ended by itself. */
  readonly closed: Promise<void>;
  /** Why it has, in words for people; undefined while it has not. */
  readonly lost: string | undefined;
  close(): Promise<void>;
}

/**
 * @param url `ws://…/ai-chat-v2`, or the same with `http`.
 * @param token `Web <key>`, or another store's.
 * @throws Error in words for people, when there can be no chat.
 */
export async function openChat(url: URL, token: string): Promise<Chat> {
  // The client negotiates over HTTP, and makes the socket's address of that one.
  const address = url.href.replace(/^ws/, 'http');
  const connection = new HubConnectionBuilder()
    .withUrl(address, { accessTokenFactory: () => token })
    .configureLogging(LogLevel.None)
    .build();
  let isLeaving = false;
  let lost: string | undefined;
  const closed = new Promise<void>((resolve) => {
    connection.onclose((error) => {
      if (isLeaving) return;
      lost = whyClosed(error);
      resolve();
    });
  });
  await connection.start().catch((error: unknown) => {
    throw new Error(whyNotOpen(error, url), { cause: error });
  });
  return {
    call: async (method, ...values) => {
      try {
        await connection.invoke(method, ...values);
      } catch (error) {
        if (connection.state === HubConnectionState.Connected) throw error;
      }
    },
    onAnswer: (listener) => connection.on(aiChatV2.push.name, listener),
    closed,
    get lost() {
      return lost;
    },
    close: async () => {
      isLeaving = true;
      await connection.stop();
    },
  };
}
