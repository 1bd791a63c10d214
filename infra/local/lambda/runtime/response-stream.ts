import { Writable } from 'node:stream';

type WriteCallback = (error: Error | null | undefined) => void;

/** Where the bytes go. */
export interface Sink {
  send(bytes: Uint8Array): void;
  end(): void;
}

/**
 * The stream a streaming handler writes to. It holds back (`write` says false, `pipeline` waits) once a window
 * of bytes is on its way to a reader who hasn't taken them.
 */
export class ResponseStream extends Writable {
  readonly #sink: Sink;
  #credit: number;
  #resume: (() => void) | undefined;
  #prelude: Buffer | undefined;
  #written = false;

  constructor(sink: Sink, windowBytes: number) {
    super();
    this.#sink = sink;
    this.#credit = windowBytes;
    // A stream ended by the host must not end the whole worker where the handler doesn't listen.
    this.on('error', () => {});
  }

  /** @throws when something was written already, as on Lambda. */
  setContentType(_contentType: string): void {
    if (this.#written) throw new Error('Cannot set content-type, too late.');
  }

  /** Bytes that go before the first write. */
  setPrelude(prelude: Buffer): void {
    this.#prelude = prelude;
  }

  /** The reader took so many bytes. */
  grant(bytes: number): void {
    this.#credit += bytes;
    if (this.#credit <= 0) return;
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  // Lambda hangs the prelude on `write` alone: an `end(text)` with no `write` before it goes out bare.
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

  override _final(callback: WriteCallback): void {
    this.#sink.end();
    callback(null);
  }
}
