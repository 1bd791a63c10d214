import type { IncomingMessage, ServerResponse } from 'node:http';
import { type GatewayLimits, lingerMilliseconds } from './limits.ts';
import { GatewayProblem } from './problem.ts';

/**
 * Reads a request's body up to the limit.
 * @throws {GatewayProblem} 413 when it is too large, 408 when it takes too long, 400 when the client disconnects.
 */
export async function readBody(
  req: IncomingMessage,
  res: ServerResponse,
  limits: GatewayLimits,
): Promise<Buffer> {
  const tooLarge = () => new GatewayProblem('REQUEST_TOO_LARGE');
  if (Number(req.headers['content-length'] ?? 0) > limits.requestBytes) throw tooLarge();
  if (req.headers.expect !== undefined) res.writeContinue();

  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const onData = (chunk: Buffer) => {
    bytes += chunk.length;
    chunks.push(chunk);
    if (bytes > limits.requestBytes) reject(tooLarge());
  };
  const onClose = () =>
    reject(
      new GatewayProblem({ status: 400, detail: 'The connection closed before the body was complete.' }),
    );
  const timer = setTimeout(() => {
    reject(
      new GatewayProblem({ status: 408, detail: `The body took longer than ${limits.bodyMilliseconds} ms.` }),
    );
  }, limits.bodyMilliseconds);
  req.on('data', onData);
  req.once('close', onClose);
  req.once('end', () => {
    req.off('close', onClose);
    resolve(Buffer.concat(chunks));
  });
  // A connection error is followed by `close`, which is all that matters.
  req.on('error', () => {});
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    req.off('data', onData);
    req.off('close', onClose);
    req.pause();
  }
}

/**
 * Ends a response that was sent before the request was read. Closing immediately would reset the connection, and a
 * client that is still sending might never see the response; so its data is discarded until it stops sending.
 */
export async function endUnread(req: IncomingMessage, res: ServerResponse, body: string): Promise<void> {
  res.setHeader('connection', 'close');
  res.write(body);
  const { promise: idle, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, lingerMilliseconds);
  req.on('data', () => timer.refresh());
  req.once('end', resolve);
  req.once('close', resolve);
  req.resume();
  await idle;
  clearTimeout(timer);
  res.end();
}
