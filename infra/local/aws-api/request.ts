import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface ApiRequest {
  readonly method: string;
  /** With the query, percent-encoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Bytes of the request line and the headers as sent. */
  readonly headBytes: number;
  /** All of it, or where it is larger than the server keeps, its start. */
  readonly body: Buffer;
  /** Bytes of the body as sent. */
  readonly bytes: number;
}

/** Reads a request to its end, however large, so that its sender gets to see the response. */
export async function readRequest(incoming: IncomingMessage, keptBytes: number): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  // Listeners take a fraction of what an iterator takes.
  incoming.on('data', (chunk: Buffer) => {
    if (bytes <= keptBytes) chunks.push(chunk);
    bytes += chunk.length;
  });
  incoming.once('end', resolve);
  incoming.once('error', reject);
  await ended;
  const { method = '', url = '', headers } = incoming;
  return { method, url, headers, headBytes: headBytes(incoming), body: Buffer.concat(chunks), bytes };
}

function headBytes({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  const separators = `  HTTP/1.1\r\n\r\n`.length + 2 * rawHeaders.length;
  return rawHeaders.reduce((sum, text) => sum + text.length, method.length + url.length + separators);
}
