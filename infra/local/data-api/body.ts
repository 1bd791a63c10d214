import type { IncomingMessage } from 'node:http';
import { DataApiError } from './errors.ts';
import { parseExact } from './exact-json.ts';
import { REQUEST_BYTES } from './limits.ts';

/**
 * Reads a request's JSON. A request that is too large is read to its end all the same, so that its sender gets to see
 * the answer.
 *
 * @throws BadRequestException when it is too large, SerializationException when it is not JSON.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = headerBytes(request);
  for await (const chunk of request.iterator()) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= REQUEST_BYTES) chunks.push(bytes);
  }
  if (size > REQUEST_BYTES) {
    throw new DataApiError('BadRequestException', 'The request exceeds the size limit 4 MB.');
  }
  try {
    return parseExact(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new DataApiError('SerializationException', 'The request is not JSON', { cause });
  }
}

function headerBytes({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  const separators = `  HTTP/1.1\r\n\r\n`.length + 2 * rawHeaders.length;
  return rawHeaders.reduce((sum, text) => sum + text.length, method.length + url.length + separators);
}
