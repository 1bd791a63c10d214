import { Readable } from 'node:stream';
import { commonHeaders } from '../../contract/gateway.ts';
import { type RequestRecord, toLoggedError } from '../../log.ts';
import type { HttpResponse, Middleware, RequestState } from '../event.ts';
import { cacheControl } from '../response.ts';

/** Generates a response's JSON text. The function that it returns runs after the whole response has been sent. */
export type ResponseChunks = AsyncGenerator<string, (() => Promise<void>) | void, void>;

/** Small chunks are sent together; this is also the limit for reading ahead. */
const BATCH_CHARACTERS = 64 * 1024;

/**
 * Sends a response in chunks. The status is sent before the first byte, so this waits for the first chunk: an error until
 * then becomes a problem as usual, and a later one ends the response early, without valid JSON.
 */
export const stream = (): Middleware => ({
  after: async (request) => {
    const chunks = toChunks(request.response);
    const first = await chunks.next();
    const { record } = request.internal;
    if (record !== undefined) record.status = 200;
    const body = Readable.from(inBatches(resume(first, chunks, request.internal), record), {
      objectMode: false,
      highWaterMark: BATCH_CHARACTERS,
    });
    const response: HttpResponse = {
      statusCode: 200,
      headers: { ...commonHeaders, 'content-type': 'application/json', 'cache-control': cacheControl(0) },
      body,
    };
    request.response = response;
  },
});

/** Runs `afterSend` if the whole response was sent; a failure does not affect the caller. */
export async function afterStream({ isSent, afterSend, record }: RequestState): Promise<void> {
  if (isSent !== true || afterSend === undefined) return;
  await afterSend().catch((error: unknown) => {
    if (record !== undefined) record.error = toLoggedError(error);
  });
}

function toChunks(value: unknown): AsyncIterator<unknown> {
  if (typeof value === 'object' && value !== null && Symbol.asyncIterator in value) {
    const { [Symbol.asyncIterator]: iterate } = value;
    if (typeof iterate === 'function') return iterate.call(value);
  }
  throw new TypeError('A streamed route must return an async iterable.');
}

/** Continues a generator whose first chunk has been read, and records its failure. */
async function* resume(
  first: IteratorResult<unknown>,
  chunks: AsyncIterator<unknown>,
  internal: RequestState,
): AsyncGenerator<string> {
  const { record } = internal;
  try {
    let result = first;
    for (; result.done !== true; result = await chunks.next()) yield String(result.value);
    const { value } = result;
    if (typeof value === 'function') internal.afterSend = async () => value();
  } catch (error) {
    if (record !== undefined) record.error = toLoggedError(error);
    throw error;
  } finally {
    await chunks.return?.();
  }
}

/** Joins small chunks, and counts their bytes. */
async function* inBatches(
  chunks: AsyncIterable<string>,
  record: RequestRecord | undefined,
): AsyncGenerator<string> {
  let batch = '';
  const take = () => {
    const taken = batch;
    batch = '';
    if (record !== undefined) record.bytes = (record.bytes ?? 0) + Buffer.byteLength(taken);
    return taken;
  };
  for await (const chunk of chunks) {
    batch += chunk;
    if (batch.length >= BATCH_CHARACTERS) yield take();
  }
  if (batch !== '') yield take();
}
