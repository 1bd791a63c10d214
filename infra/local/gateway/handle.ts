import { allowedMethods, preflightHeaders } from './cors.ts';
import { proxyEvent, stage } from './event.ts';
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
 * Handles one request: from its function, or as a preflight.
 * @throws {GatewayProblem} where the gateway refuses.
 */
export async function handle(context: GatewayContext, exchange: Exchange): Promise<void> {
  const { req, res, method } = exchange;
  const { limits, router } = context;
  if (headerBytes(req) > limits.headerBytes) {
    throw new GatewayProblem(431, `Request line and headers are larger than ${limits.headerBytes} bytes.`);
  }
  if (context.sockets?.isSocket(exchange.path)) {
    throw new GatewayProblem(426, 'There is a WebSocket here, and nothing else.', { upgrade: 'websocket' });
  }
  const path = withoutStage(exchange.path);
  const match = findResource(router, path);
  if (method === 'OPTIONS') {
    res.statusCode = 204;
    for (const [name, value] of Object.entries(preflightHeaders(match.resource))) res.setHeader(name, value);
    return exchange.send('');
  }
  const route = match.resource.methods.get(method);
  if (!route) {
    const allow = allowedMethods(match.resource);
    throw new GatewayProblem(405, `${match.resource.path} takes ${allow}.`, { allow });
  }
  const body = await readBody(req, res, limits);
  const event = proxyEvent({ ...exchange, path, match, body });
  exchange.functionName = route.name;
  await integrate(context, route, event, exchange);
}

function withoutStage(path: string): string {
  return path === `/${stage}` || path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) || '/' : path;
}

function findResource(router: Router, path: string): Match {
  try {
    const match = router(path);
    if (match) return match;
  } catch (error) {
    if (error instanceof URIError) throw new GatewayProblem(400, 'The path is not valid percent-encoding.');
    throw error;
  }
  throw new GatewayProblem(404, 'There is no such path.');
}
