import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ConnectionFacts, Ending } from './events.ts';
import { type FrameHeader, FrameScanner, opcodes } from './frames.ts';
import type { SocketLimits } from './limits.ts';
import type { ClientIdentity, OpenConnection } from './types.ts';

/** The outcome of a message to the client: sent, the client reads too slowly, or the client is gone. */
export type Sent = 'sent' | 'full' | 'gone';

export interface ConnectionOptions {
  readonly facts: ConnectionFacts;
  readonly limits: SocketLimits;
  readonly onMessage: (text: string) => Promise<void>;
  /** Called when no more messages go in either direction. */
  readonly onLeave: () => void;
  /** Called when the socket is closed. */
  readonly onClosed: (ending: Ending) => void;
}

const closeCodes = { normal: 1000, goingAway: 1001, unsupported: 1003, abnormal: 1006, tooLarge: 1009 };

/** A client's connection, within API Gateway's limits. */
export class Connection implements OpenConnection {
  readonly facts: ConnectionFacts;
  readonly closed: Promise<void>;
  lastActiveAt: Date;
  readonly #ws: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #idle: NodeJS.Timeout;
  readonly #timers: NodeJS.Timeout[];
  #ending: Ending | undefined;
  #messageBytes = 0;
  #running = 0;

  /** @param socket the socket below `ws`, which has no listeners yet. */
  constructor(ws: WebSocket, socket: Duplex, options: ConnectionOptions) {
    const { facts, limits } = options;
    this.facts = facts;
    this.lastActiveAt = facts.connectedAt;
    this.#ws = ws;
    this.#options = options;
    this.#idle = setTimeout(() => this.#goAway(), limits.idleMilliseconds);
    this.#timers = [this.#idle, setTimeout(() => this.#goAway(), limits.lifeMilliseconds)];
    const scanner = new FrameScanner((frame) => this.#check(frame));
    // Runs before `ws` sees the bytes, which limits whole messages only.
    socket.prependListener('data', (chunk: Buffer) => scanner.scan(chunk));
    // A text message arrives as a buffer; binary messages are refused at their first frame.
    ws.on('message', (data) => void (Buffer.isBuffer(data) && this.#receive(data.toString())));
    ws.on('ping', (data) => this.#pong(data));
    // A socket error is followed by `close`.
    ws.on('error', () => {});
    this.closed = new Promise((resolve) => {
      ws.once('close', (code, reason) => {
        this.#leave(ending(code, reason.toString()));
        for (const timer of this.#timers) clearTimeout(timer);
        options.onClosed(this.#ending ?? ending(code, reason.toString()));
        resolve();
      });
    });
  }

  get id(): string {
    return this.facts.id;
  }

  get stage(): string {
    return this.facts.stage;
  }

  get identity(): ClientIdentity {
    return this.facts.identity;
  }

  get connectedAt(): Date {
    return this.facts.connectedAt;
  }

  /** Writes a text message to the socket. Only a close or a reset shows that the client is gone. */
  send(message: Buffer): Sent {
    if (this.#ending) return 'gone';
    if (!this.#hasRoom(message.length)) return 'full';
    const { frameBytes } = this.#options.limits;
    let at = 0;
    do {
      const frame = message.subarray(at, at + frameBytes);
      at += frameBytes;
      // An error closes the socket, which `close` reports.
      this.#ws.send(frame, { binary: false, fin: at >= message.length }, () => {});
    } while (at < message.length);
    this.#touch();
    return 'sent';
  }

  /** Closes at a request to `@connections`. AWS doesn't document which code the client sees. */
  delete(): void {
    this.#close({ code: closeCodes.normal, reason: '' });
  }

  /** Closes because the server stops. */
  stop(): void {
    this.#goAway();
  }

  /** Cuts the connection: the client doesn't read what is sent to it. */
  drop(): void {
    this.#leave({ code: closeCodes.abnormal, reason: abnormal });
    this.#ws.terminate();
  }

  #goAway(): void {
    this.#close({ code: closeCodes.goingAway, reason: 'Going away' });
  }

  #close(end: Ending): void {
    if (this.#ending) return;
    this.#leave(end);
    this.#ws.close(end.code, end.reason);
    this.#timers.push(setTimeout(() => this.#ws.terminate(), this.#options.limits.closeMilliseconds));
  }

  #leave(end: Ending): void {
    if (this.#ending) return;
    this.#ending = end;
    this.#options.onLeave();
  }

  // Whole messages before it in the same chunk are lost: a client that exceeds the limits can't rely on order.
  #check({ opcode, length, isLast }: FrameHeader): void {
    const { frameBytes, messageBytes } = this.#options.limits;
    if (opcode === opcodes.binary) return this.#close({ code: closeCodes.unsupported, reason: '' });
    if (opcode !== opcodes.text && opcode !== opcodes.continuation) return;
    this.#messageBytes += length;
    const isTooLarge = length > frameBytes || this.#messageBytes > messageBytes;
    if (isTooLarge) this.#close({ code: closeCodes.tooLarge, reason: '' });
    if (isLast) this.#messageBytes = 0;
  }

  async #receive(text: string): Promise<void> {
    if (this.#ending) return;
    this.#touch();
    this.#running += 1;
    if (this.#running === this.#options.limits.concurrentMessages) this.#ws.pause();
    try {
      await this.#options.onMessage(text);
    } finally {
      this.#running -= 1;
      this.#ws.resume();
    }
  }

  // Control frames do not reset the idle timeout: nothing in the documentation says that they do.
  #pong(data: Buffer): void {
    if (this.#ending) return;
    if (this.#hasRoom(data.length)) this.#ws.pong(data, false, () => {});
    else this.drop();
  }

  #touch(): void {
    this.lastActiveAt = new Date();
    this.#idle.refresh();
  }

  #hasRoom(bytes: number): boolean {
    const waiting = this.#ws.bufferedAmount;
    return waiting === 0 || waiting + bytes <= this.#options.limits.clientBufferBytes;
  }
}

const abnormal = 'Connection closed abnormally';

/** The end of a connection by its client. API Gateway has its own reasons for a missing or empty close frame. */
function ending(code: number, reason: string): Ending {
  if (code === 1005) return { code, reason: 'Client-side close frame status not set' };
  return { code, reason: code === closeCodes.abnormal ? abnormal : reason };
}
