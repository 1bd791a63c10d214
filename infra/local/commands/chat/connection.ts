import { HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { aiChatV2, type ChatResponseV2 } from '../../../../lib/contract/chat-v2.ts';
import { whyClosed, whyNotOpen } from './problems.ts';

/** A chat with the server, through the SignalR client that LiftLog's app uses. */
export interface Chat {
  /**
   * Calls a method and waits until the call has ended.
   *
   * @throws Error with the server's message when it refuses the call. A closed connection is no error here: see
   *   `closeReason`.
   */
  call(method: keyof typeof aiChatV2.methods, ...values: readonly (string | number)[]): Promise<void>;
  /** Calls the listener with each update of an answer. */
  onAnswer(listener: (response: ChatResponseV2) => void): void;
  /** Resolves when the connection has ended without `close`. */
  readonly closed: Promise<void>;
  /** The reason of such an end, in words for people; undefined before it. */
  readonly closeReason: string | undefined;
  close(): Promise<void>;
}

/**
 * @param url `ws://…/ai-chat-v2`, or the same with `http`.
 * @param token `Web <key>`, or another store's.
 * @throws Error in words for people when the chat cannot be opened.
 */
export async function openChat(url: URL, token: string): Promise<Chat> {
  // The client negotiates over HTTP, and derives the socket's address from this one.
  const address = url.href.replace(/^ws/, 'http');
  const connection = new HubConnectionBuilder()
    .withUrl(address, { accessTokenFactory: () => token })
    .configureLogging(LogLevel.None)
    .build();
  let isLeaving = false;
  let closeReason: string | undefined;
  const closed = new Promise<void>((resolve) => {
    connection.onclose((error) => {
      if (isLeaving) return;
      closeReason = whyClosed(error);
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
    get closeReason() {
      return closeReason;
    },
    close: async () => {
      isLeaving = true;
      await connection.stop();
    },
  };
}
