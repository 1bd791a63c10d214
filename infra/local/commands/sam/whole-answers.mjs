import { Writable } from 'node:stream';

// Stands in front of a bundle, under its name. `sam local` hands a streamed answer on as it comes, with what is for
// API Gateway still in front of it, and takes the whole for a failure. So here the answer is put together first.

/** @typedef {{ statusCode: number, headers: Record<string, string> }} Head */

class WholeAnswer extends Writable {
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
    /** @param {WholeAnswer} answer @param {Head} head */
    from: (answer, head) => Object.assign(answer, { head }),
  },
  streamifyResponse:
    /** @param {(event: unknown, answer: WholeAnswer, context: unknown) => Promise<void>} handler */
      (handler) =>
      /** @param {unknown} event @param {unknown} context */
      async (event, context) => {
        const answer = new WholeAnswer();
        await handler(event, answer, context);
        return { ...answer.head, body: Buffer.concat(answer.chunks).toString() };
      },
});

/** The bundle's name beside the copy of this file. */
const BUNDLE = './bundle.mjs';
export const { handler } = await import(BUNDLE);
