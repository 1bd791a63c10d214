import { cors, methodNotAllowed } from '../../../lib/contract/gateway.ts';
import { allowedMethods } from '../../../lib/contract/route.ts';
import { CSHARP_STAGE, V2_STAGE } from '../../../lib/contract/stages.ts';
import { preflightHeaders } from './cors.ts';
import { proxyEvent } from './event.ts';
import { headerBytes } from './event-headers.ts';
import type { Exchange } from './exchange.ts';
import { type Integration, integrate } from './integration.ts';
import { GatewayProblem } from './problem.ts';
import { readBody } from './request-body.ts';
import type { Match, Router } from './router.ts';
import type { SocketEntrance } from './types.ts';

export interface GatewayContext extends Integration {
  readonly router: Router;
  readonly sockets: SocketEntrance | undefined;
}

/**
 * Handles one request: calls its function, or responds to a preflight.
 * @throws {GatewayProblem} when the gateway refuses the request.
 */
export async function handle(context: GatewayContext, exchange: Exchange): Promise<void> {
  const { req, res, method } = exchange;
  const { limits, router } = context;
  if (headerBytes(req) > limits.headerBytes) {
    throw new GatewayProblem({
      status: 431,
      detail: `Request line and headers are larger than ${limits.headerBytes} bytes.`,
    });
  }
  if (context.sockets?.isSocket(exchange.path)) {
    throw new GatewayProblem(
      { status: 426, detail: 'This path serves a WebSocket only.' },
      { upgrade: 'websocket' },
    );
  }
  const { stage, path } = atStage(exchange.path);
  const match = findResource(router, path);
  if (method === 'OPTIONS') {
    exchange.setHead(cors.preflightStatus, preflightHeaders);
    return exchange.send('');
  }
  const route = match.resource.methods.get(method);
  if (!route) {
    throw new GatewayProblem(methodNotAllowed, { allow: allowedMethods(match.resource.routes) });
  }
  const body = await readBody(req, res, limits);
  const event = proxyEvent({ ...exchange, stage, path, match, body });
  exchange.functionName = route.name;
  await integrate(context, route, event, exchange);
}

/** Splits the stage off a path, as behind CloudFront: a path without a stage belongs to the C# stage. */
function atStage(path: string): { stage: string; path: string } {
  const prefix = `/${V2_STAGE}`;
  const isBelow = path === prefix || path.startsWith(`${prefix}/`);
  return isBelow
    ? { stage: V2_STAGE, path: path.slice(prefix.length) || '/' }
    : { stage: CSHARP_STAGE, path };
}

function findResource(router: Router, path: string): Match {
  try {
    const match = router(path);
    if (match) return match;
  } catch (error) {
    if (error instanceof URIError) throw new GatewayProblem('DEFAULT_4XX');
    throw error;
  }
  throw new GatewayProblem('MISSING_AUTHENTICATION_TOKEN');
}
