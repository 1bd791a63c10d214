import { Readable } from 'node:stream';
import { FunctionFailure, responseTooLarge } from './failure.ts';
import type { LambdaLimits } from './limits.ts';
import type { FunctionErrorPayload } from './protocol.ts';
import type { InvocationResult } from './types.ts';

/** An invocation on the caller's side, which receives the worker's messages. */
export interface Call {
  readonly requestId: string;
  respond(payload: string): void;
  chunk(bytes: Uint8Array): void;
  end(): void;
  fail(error: FunctionErrorPayload): void;
}

/** The messages of a call to its function. */
export interface Upstream {
  credit(bytes: number): void;
  abort(reason: string): void;
}

/** Waits for the whole response. Output of a streaming handler is buffered, as `Invoke` does. */
export class BufferedCall implements Call {
  readonly requestId: string;
  readonly result: Promise<InvocationResult>;
  readonly #upstream: Upstream;
  readonly #limit: number;
  readonly #chunks: Uint8Array[] = [];
  readonly #resolve: (result: InvocationResult) => void;

  constructor(requestId: string, upstream: Upstream, limits: LambdaLimits) {
    const { promise, resolve } = Promise.withResolvers<InvocationResult>();
    this.requestId = requestId;
    this.result = promise;
    this.#resolve = resolve;
    this.#upstream = upstream;
    this.#limit = limits.responseBytes;
  }

  respond(payload: string): void {
    if (Buffer.byteLength(payload) > this.#limit) this.fail(responseTooLarge(this.#limit));
    else this.#resolve({ requestId: this.requestId, payload });
  }

  chunk(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#upstream.credit(bytes.length);
  }

  end(): void {
    this.respond(Buffer.concat(this.#chunks).toString());
  }

  fail(error: FunctionErrorPayload): void {
    const payload = JSON.stringify(error);
    this.#resolve({ requestId: this.requestId, payload, functionError: 'Unhandled' });
  }
}

/** Forwards the response as it arrives, no faster than it is read. */
export class StreamedCall implements Call {
  readonly requestId: string;
  readonly stream: Readable;
  readonly #upstream: Upstream;
  readonly #limit: number;
  #received = 0;
  #owed = 0;
  #hasEnded = false;

  constructor(requestId: string, upstream: Upstream, limits: LambdaLimits) {
    this.requestId = requestId;
    this.#upstream = upstream;
    this.#limit = limits.streamBytes;
    this.stream = new Readable({
      read: () => this.#payCredit(),
      destroy: (error, callback) => {
        this.#payCredit();
        callback(error);
      },
    });
    // A stream that is no longer read may still fail, which must not end the process.
    this.stream.on('error', () => {});
  }

  respond(payload: string): void {
    this.chunk(Buffer.from(payload));
    this.end();
  }

  chunk(bytes: Uint8Array): void {
    this.#received += bytes.length;
    if (this.#received > this.#limit) {
      const error = responseTooLarge(this.#limit);
      this.fail(error);
      this.#upstream.abort(error.errorMessage);
      return;
    }
    this.#owed += bytes.length;
    // When the reader is gone, the output is discarded and the function continues, as on Lambda.
    if (this.stream.destroyed || this.stream.push(bytes)) this.#payCredit();
  }

  end(): void {
    this.#hasEnded = true;
    if (!this.stream.destroyed) this.stream.push(null);
  }

  fail(error: FunctionErrorPayload): void {
    // What fails after the end of a response is in the log: Lambda has all of it by then, however slowly it is read.
    if (!this.#hasEnded) this.stream.destroy(new FunctionFailure(error));
  }

  #payCredit(): void {
    if (this.#owed > 0) this.#upstream.credit(this.#owed);
    this.#owed = 0;
  }
}
