import { Writable } from 'node:stream';

type WriteCallback = (error: Error | null | undefined) => void;

/** The destination of the bytes. */
export interface Sink {
  send(bytes: Uint8Array): void;
  end(): void;
}

/**
 * The stream that a streaming handler writes to. It applies backpressure (`write` returns false, `pipeline` waits) once
 * the reader is a full window of bytes behind.
 */
export class ResponseStream extends Writable {
  readonly #sink: Sink;
  #credit: number;
  #resume: (() => void) | undefined;
  #prelude: Buffer | undefined;
  #written = false;
  #isAborted = false;

  constructor(sink: Sink, windowBytes: number) {
    super();
    this.#sink = sink;
    this.#credit = windowBytes;
    // A stream that the host aborts must not end the whole worker when the handler has no listener.
    this.on('error', () => {});
  }

  /** @throws when the handler has written something already, as on Lambda. */
  setContentType(_contentType: string): void {
    if (this.#written) throw new Error('Cannot set content-type, too late.');
  }

  /** Sets the bytes that are sent before the first write. */
  setPrelude(prelude: Buffer): void {
    this.#prelude = prelude;
  }

  /** Ends the stream because the host says so. */
  abort(reason: string): void {
    this.#isAborted = true;
    this.destroy(new Error(reason));
  }

  /** Allows as many more bytes as the reader has read. */
  grant(bytes: number): void {
    this.#credit += bytes;
    if (this.#credit <= 0) return;
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  // Lambda sends the prelude with the first `write` only: an `end(text)` without a `write` is sent without it.
  override write(
    chunk: unknown,
    encodingOrCallback?: BufferEncoding | WriteCallback,
    callback?: WriteCallback,
  ): boolean {
    if (!this.#written && this.#prelude) super.write(this.#prelude);
    this.#written = true;
    if (typeof encodingOrCallback === 'string') return super.write(chunk, encodingOrCallback, callback);
    return super.write(chunk, encodingOrCallback);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: WriteCallback): void {
    if (chunk.length > 0) this.#sink.send(chunk);
    this.#credit -= chunk.length;
    if (this.#credit > 0) callback(null);
    else this.#resume = () => callback(null);
  }

  /**
   * Lambda's runtime ends the process of a function that destroys the stream with an error: its request to the Runtime
   * API fails, and rejects a promise that nobody handles.
   */
  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    if (error !== null && !this.#isAborted) void failUnhandled(error);
    callback(error);
  }

  override _final(callback: WriteCallback): void {
    this.#sink.end();
    callback(null);
  }
}

async function failUnhandled(error: Error): Promise<never> {
  throw error;
}
