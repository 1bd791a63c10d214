import { Writable } from 'node:stream';

// Wraps a bundle, under the bundle's name. `sam local` does not support streamed responses: it passes the prelude,
// which is for API Gateway, on to the client and reports a failure. Here the response is buffered instead.

/** @typedef {{ statusCode: number, headers: Record<string, string> }} Head */

class BufferedResponse extends Writable {
  /** @type {Head | undefined} */
  head;
  /** @type {Buffer[]} */
  chunks = [];

  /** @override @param {Buffer} chunk @param {string} _encoding @param {() => void} done */
  _write(chunk, _encoding, done) {
    this.chunks.push(Buffer.from(chunk));
    done();
  }
}

Object.assign(globalThis.awslambda, {
  HttpResponseStream: {
    /** @param {BufferedResponse} response @param {Head} head */
    from: (response, head) => Object.assign(response, { head }),
  },
  streamifyResponse:
    /** @param {(event: unknown, response: BufferedResponse, context: unknown) => Promise<void>} handler */
      (handler) =>
      /** @param {unknown} event @param {unknown} context */
      async (event, context) => {
        const response = new BufferedResponse();
        await handler(event, response, context);
        return { ...response.head, body: Buffer.concat(response.chunks).toString() };
      },
});

/** The bundle's name beside the copy of this file. */
const BUNDLE = './bundle.mjs';
export const { handler } = await import(BUNDLE);
