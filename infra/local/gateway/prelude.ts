import type { Readable } from 'node:stream';
import { GatewayProblem } from './problem.ts';
import { parseStreamedHead, type StreamedHead } from './response.ts';

const delimiter = Buffer.alloc(8);

/**
 * Reads the prelude of a streamed response, that is status and headers as JSON, ended by eight NUL bytes. The rest of
 * the stream is the body.
 * @throws {GatewayProblem} 502 when the prelude does not end within `limitBytes`; otherwise the error of the stream.
 */
export async function readPrelude(stream: Readable, limitBytes: number): Promise<StreamedHead> {
  let read = Buffer.alloc(0);
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    read = Buffer.concat([read, chunk]);
    const at = read.indexOf(delimiter);
    if (at >= 0 && at + delimiter.length <= limitBytes) {
      const body = read.subarray(at + delimiter.length);
      if (body.length > 0) stream.unshift(body);
      return parseStreamedHead(read.toString('utf8', 0, at));
    }
    if (read.length >= limitBytes) break;
  }
  throw new GatewayProblem({
    status: 502,
    detail: 'The function sent no status and headers before its response.',
  });
}
