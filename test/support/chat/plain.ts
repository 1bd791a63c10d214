import { openSocket } from './socket.ts';
import type { Client } from './socket-client.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests look into messages freely.
type Message = any;

/** A client of the plain framing: JSON objects, one a message. */
export interface PlainChat extends Client {
  /** Calls a method, and collects what comes until the call has ended: the last one says how. */
  call(method: string, ...values: unknown[]): Promise<Message[]>;
  /** Takes the next message. */
  nextObject(): Promise<Message>;
}

export async function openPlain(...connect: Parameters<typeof openSocket>): Promise<PlainChat> {
  const socket = await openSocket(...connect);
  const nextObject = async () => JSON.parse(await socket.next());
  return {
    ...socket,
    nextObject,
    call: async (method, ...values) => {
      socket.send(JSON.stringify({ method, arguments: values }));
      const messages: Message[] = [];
      for (;;) {
        const message = await nextObject();
        messages.push(message);
        if (message.type === 'done' || message.type === 'error') return messages;
      }
    },
  };
}
