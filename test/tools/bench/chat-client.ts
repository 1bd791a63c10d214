import { aiChatV2 } from '../../../lib/contract/chat-v2.ts';
import { openClient } from '../../support/chat/socket-client.ts';

/** A chat (version 2) in the plain protocol, with the times of its messages. */
export interface ChatClient {
  /** Calls a method and waits until the call has ended. @throws Error when it failed. */
  call(method: string, ...values: readonly (string | number)[]): Promise<Heard>;
  close(): Promise<void>;
}

/** The messages of a call; times are those of `performance.now()`. */
export interface Heard {
  readonly sent: number;
  /** The time of the first part of the answer, or of the end if there was none. */
  readonly first: number;
  readonly ended: number;
  /** The last answer's text. */
  readonly text: string;
}

/** @param url the API's, with `http`. */
export async function openChat(url: string, token: string): Promise<ChatClient> {
  const client = await openClient(`${url.replace('http', 'ws')}${aiChatV2.path}`, {
    headers: { authorization: token },
  });
  return {
    call: async (method, ...values) => {
      const sent = performance.now();
      let first: number | undefined;
      let text = '';
      client.send(JSON.stringify({ method, arguments: values }));
      for (;;) {
        const message = JSON.parse(await client.next());
        const now = performance.now();
        first ??= now;
        if (message.type === 'error') throw new Error(message.message);
        if (message.type === 'done') return { sent, first, ended: now, text };
        text = message.message;
      }
    },
    close: client.close,
  };
}
