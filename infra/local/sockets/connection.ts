import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ConnectionFacts, Ending } from './events.ts';
import { type FrameHeader, FrameScanner, opcodes } from './frames.ts';
import type { SocketLimits } from './limits.ts';
import type { ClientIdentity, OpenConnection } from './types.ts';

/** What becomes of a message to the client: it is on its way, the client reads too slowly, or there is no client. */
export type Sent = 'sent' | 'full' | 'gone';

export interface ConnectionOptions {
  readonly facts: ConnectionFacts;
  readonly limits: SocketLimits;
  readonly onMessage: (text: string) => Promise<void>;
  /** No message goes either way any more. */
  readonly onLeave: () => void;
  /** The socket is closed. */
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
  #atWork = 0;

  /** @param socket what `ws` speaks over, to which nobody has listened yet. */
  constructor(ws: WebSocket, socket: Duplex, options: ConnectionOptions) {
    const { facts, limits } = options;
    this.facts = facts;
    this.lastActiveAt = facts.connectedAt;
    this.#ws = ws;
    this.#options = options;
    this.#idle = setTimeout(() => this.#goAway(), limits.idleMilliseconds);
    this.#timers = [this.#idle, setTimeout(() => this.#goAway(), limits.lifeMilliseconds)];
    const scanner = new FrameScanner((frame) => this.#check(frame));
    // Before `ws`, which limits whole messages only, gets to see the bytes.
    socket.prependListener('data', (chunk: Buffer) => scanner.scan(chunk));
    // A text message comes as a buffer; binary ones are refused by their first frame.
    ws.on('message', (data) => void (Buffer.isBuffer(data) && this.#receive(data.toString())));
    ws.on('ping', (data) => this.#pong(data));
    // What is wrong with the socket ends in `close`.
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

  /** Hands a text message to the socket: whether the client is still there, only a close or a reset will tell. */
  send(message: Buffer): Sent {
    if (this.#ending) return 'gone';
    if (!this.#hasRoom(message.length)) return 'full';
    const { frameBytes } = this.#options.limits;
    let at = 0;
    do {
      const frame = message.subarray(at, at + frameBytes);
      at += frameBytes;
      // An error closes the socket, and `close` tells of it.
      this.#ws.send(frame, { binary: false, fin: at >= message.length }, () => {});
    } while (at < message.length);
    this.#touch();
    return 'sent';
  }

  /** Closes as asked for through `@connections`. AWS doesn't say which code the client sees. */
  delete(): void {
    this.#close({ code: closeCodes.normal, reason: '' });
  }

  /** Closes for the server's end. */
  stop(): void {
    this.#goAway();
  }

  /** Ends without a word: the client doesn't read what is sent to it. */
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

  // Whole messages before it in the same chunk are lost: a client that breaks the limits can't count on any order.
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
    this.#atWork += 1;
    if (this.#atWork === this.#options.limits.messagesAtOnce) this.#ws.pause();
    try {
      await this.#options.onMessage(text);
    } finally {
      this.#atWork -= 1;
      this.#ws.resume();
    }
  }

  // Control frames are no use against the idle limit: nobody says that they are.
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

/** An end that the client brought about. API Gateway has words for ends without a close frame, or an empty one. */
function ending(code: number, reason: string): Ending {
  if (code === 1005) return { code, reason: 'Client-side close frame status not set' };
  return { code, reason: code === closeCodes.abnormal ? abnormal : reason };
}
