import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface ApiRequest {
  readonly method: string;
  /** With the query, percent-encoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Size of the request line and the headers as sent. */
  readonly headBytes: number;
  /** The whole body, or only its start when it is larger than the server keeps. */
  readonly body: Buffer;
  /** Size of the body as sent. */
  readonly bytes: number;
}

/** Reads a request to its end, however large it is, so that its sender sees the response. */
export async function readRequest(incoming: IncomingMessage, keptBytes: number): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  // Listeners take a fraction of the time that an async iterator takes.
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
