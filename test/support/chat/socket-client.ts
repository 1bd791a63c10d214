import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebSocket, type ClientOptions as WsOptions } from 'ws';

/** A bare WebSocket client and the messages that it has received. */
export interface Client {
  readonly ws: WebSocket;
  /** The underlying WebSocket. */
  readonly socket: Socket;
  /** The text messages so far. */
  readonly messages: string[];
  /** Resolves with the end of the connection. */
  readonly closed: Promise<{ code: number; reason: string }>;
  /** Takes the next unread message. */
  readonly next: () => Promise<string>;
  readonly send: (message: string) => void;
  /** Closes without a code, and waits until the connection has ended. */
  readonly close: () => Promise<void>;
}

export interface ClientOptions extends WsOptions {
  readonly protocols?: string[];
}

/** A handshake that was refused with another status than 101. */
export class Refused extends Error {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string | string[] | undefined>;

  constructor(status: number, body: string, headers: Refused['headers']) {
    super(`${status} ${body}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** Connects. @throws Refused */
export async function openClient(
  url: string,
  { protocols = [], ...options }: ClientOptions = {},
): Promise<Client> {
  const ws = new WebSocket(url, protocols, options);
  const messages: string[] = [];
  const unread: string[] = [];
  let wake = () => {};
  let ended: number | undefined;
  ws.on('message', (data) => {
    // Text arrives as a buffer.
    const message = Buffer.isBuffer(data) ? data.toString() : '';
    messages.push(message);
    unread.push(message);
    wake();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.once('close', (code, reason) => {
      ended = code;
      wake();
      resolve({ code, reason: String(reason) });
    });
  });
  const socket = await handshake(ws);
  // A later connection error is followed by `close`.
  ws.on('error', () => {});
  return {
    ws,
    socket,
    messages,
    closed,
    next: async () => {
      for (;;) {
        const message = unread.shift();
        if (message !== undefined) return message;
        if (ended !== undefined) throw new Error(`The connection was closed with ${ended}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    send: (message) => ws.send(message),
    close: async () => {
      ws.close();
      await closed;
    },
  };
}

function handshake(ws: WebSocket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    ws.once('upgrade', ({ socket }) => ws.once('open', () => resolve(socket)));
    ws.once('error', reject);
    ws.once('unexpected-response', (_request, response) => {
      const { statusCode = 0, headers } = response;
      text(response).then((body) => reject(new Refused(statusCode, body, headers)), reject);
    });
  });
}
