import { Readable } from 'node:stream';
import { commonHeaders } from '../../contract/gateway.ts';
import { type RequestRecord, toLoggedError } from '../../log.ts';
import type { HttpResponse, Middleware, RequestState } from '../event.ts';
import { cacheControl } from '../response.ts';

/** An answer's JSON text in the making. What it returns is done once all of it has been sent. */
export type ResponseChunks = AsyncGenerator<string, (() => Promise<void>) | void, void>;

/** Small pieces are sent together; the stream reads ahead no further than this. */
const BATCH_CHARACTERS = 64 * 1024;

/**
 * Sends an answer that is made piece by piece. The status is fixed before the first byte leaves, so the
 * first piece is made first: a failure until then is a problem like any other, and one after it breaks the
 * answer off without an end.
 */
export const stream = (): Middleware => ({
  after: async (request) => {
    const pieces = toPieces(request.response);
    const first = await pieces.next();
    const { record } = request.internal;
    if (record !== undefined) record.status = 200;
    const body = Readable.from(inBatches(resume(first, pieces, request.internal), record), {
      objectMode: false,
      highWaterMark: BATCH_CHARACTERS,
    });
    // Not sooner: what has been read ahead is not sent yet, and what breaks off never is.
    body.once('end', () => void (request.internal.isSent = true));
    const response: HttpResponse = {
      statusCode: 200,
      headers: { ...commonHeaders, 'content-type': 'application/json', 'cache-control': cacheControl(0) },
      body,
    };
    request.response = response;
  },
});

/** Does what is left to do after an answer that was sent whole; a failure changes nothing for the caller. */
export async function afterStream({ isSent, afterSend, record }: RequestState): Promise<void> {
  if (isSent !== true || afterSend === undefined) return;
  await afterSend().catch((error: unknown) => {
    if (record !== undefined) record.error = toLoggedError(error);
  });
}

function toPieces(value: unknown): AsyncIterator<unknown> {
  if (typeof value === 'object' && value !== null && Symbol.asyncIterator in value) {
    const { [Symbol.asyncIterator]: iterate } = value;
    if (typeof iterate === 'function') return iterate.call(value);
  }
  throw new TypeError('A streamed route must return an async iterable.');
}

/** Takes up a generator whose first piece was taken already, and notes its failure. */
async function* resume(
  first: IteratorResult<unknown>,
  pieces: AsyncIterator<unknown>,
  internal: RequestState,
): AsyncGenerator<string> {
  const { record } = internal;
  try {
    let result = first;
    for (; result.done !== true; result = await pieces.next()) yield String(result.value);
    const { value } = result;
    if (typeof value === 'function') internal.afterSend = async () => value();
  } catch (error) {
    if (record !== undefined) record.error = toLoggedError(error);
    throw error;
  } finally {
    await pieces.return?.();
  }
}

/** Puts pieces together, and counts their bytes. */
async function* inBatches(
  pieces: AsyncIterable<string>,
  record: RequestRecord | undefined,
): AsyncGenerator<string> {
  let batch = '';
  const take = () => {
    const taken = batch;
    batch = '';
    if (record !== undefined) record.bytes = (record.bytes ?? 0) + Buffer.byteLength(taken);
    return taken;
  };
  for await (const piece of pieces) {
    batch += piece;
    if (batch.length >= BATCH_CHARACTERS) yield take();
  }
  if (batch !== '') yield take();
}
