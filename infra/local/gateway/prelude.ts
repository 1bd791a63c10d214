import type { Readable } from 'node:stream';
import { GatewayProblem } from './problem.ts';
import { parseStreamedHead, type StreamedHead } from './response.ts';

const delimiter = Buffer.alloc(8);

/**
 * Reads status and headers off the start of a streamed response, JSON up to eight NUL bytes, and leaves the
 * stream at the body.
 * @throws {GatewayProblem} 502 when they don't come, in `limitBytes`; or what the stream fails with.
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
    detail: 'The function gave no status and headers before its response.',
  });
}
