import { openSocket } from './socket.ts';
import type { Client } from './socket-client.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests read any property.
type Message = any;

/** A client of the plain protocol: one JSON object per message. */
export interface PlainChat extends Client {
  /** Calls a method, and collects the messages until the last one, which ends the call. */
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
