import { pipeline } from 'node:stream/promises';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { FunctionFailure, type FunctionHost, RequestTooLarge } from '../lambda/index.ts';
import type { Exchange } from './exchange.ts';
import type { GatewayLimits } from './limits.ts';
import { readPrelude } from './prelude.ts';
import { GatewayProblem } from './problem.ts';
import { parseBufferedResponse, setHead } from './response.ts';
import type { GatewayRoute } from './types.ts';

export interface Integration {
  readonly host: FunctionHost;
  readonly limits: GatewayLimits;
}

/**
 * Calls the route's function and sends its response to the client.
 * @throws {GatewayProblem} 413, 502 or 504, if nothing was sent yet; otherwise the connection is cut.
 */
export async function integrate(
  { host, limits }: Integration,
  route: GatewayRoute,
  event: APIGatewayProxyEvent,
  exchange: Exchange,
): Promise<void> {
  try {
    if (route.transfer === 'stream') await streamed({ host, limits }, route, event, exchange);
    else await buffered({ host, limits }, route, event, exchange);
  } catch (error) {
    if (error instanceof RequestTooLarge) {
      throw new GatewayProblem('REQUEST_TOO_LARGE');
    }
    throw error;
  }
}

async function buffered(
  { host, limits }: Integration,
  route: GatewayRoute,
  event: APIGatewayProxyEvent,
  { res, send }: Exchange,
): Promise<void> {
  const timeoutMilliseconds = limits.bufferedMilliseconds;
  const result = await host.invoke(route.name, event, { timeoutMilliseconds });
  if (result.functionError) throw functionProblem(new FunctionFailure(JSON.parse(result.payload)));
  const response = parseBufferedResponse(result.payload);
  setHead(res, response);
  // No binary media types are set, so `isBase64Encoded` changes nothing: the client gets the text.
  send(response.body ?? '');
}

async function streamed(
  { host, limits }: Integration,
  route: GatewayRoute,
  event: APIGatewayProxyEvent,
  exchange: Exchange,
): Promise<void> {
  const { res } = exchange;
  const { stream } = host.invokeStream(route.name, event, { timeoutMilliseconds: limits.streamMilliseconds });
  const idle = setTimeout(() => stream.destroy(new StreamIdle()), limits.streamIdleMilliseconds);
  try {
    setHead(res, await readPrelude(stream, limits.preludeBytes));
    // The headers go out in one write with what the function has written so far.
    const { socket } = res;
    socket?.cork();
    setImmediate(() => socket?.uncork());
    res.flushHeaders();
    stream.on('data', (chunk: Buffer) => {
      idle.refresh();
      exchange.bytes += chunk.length;
    });
    await pipeline(stream, res);
  } catch (error) {
    stream.destroy();
    throw functionProblem(error);
  } finally {
    clearTimeout(idle);
  }
}

class StreamIdle extends Error {}

function functionProblem(error: unknown): unknown {
  if (error instanceof StreamIdle || (error instanceof FunctionFailure && error.timedOut)) {
    return new GatewayProblem('INTEGRATION_TIMEOUT');
  }
  return error instanceof FunctionFailure ? new GatewayProblem('INTEGRATION_FAILURE') : error;
}
