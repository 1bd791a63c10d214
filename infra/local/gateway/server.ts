import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { listen } from '../listen.ts';
import { refuseMalformed } from './connection.ts';
import { beginExchange, type Exchange } from './exchange.ts';
import { handle } from './handle.ts';
import { gatewayLimits } from './limits.ts';
import { GatewayProblem } from './problem.ts';
import { createRouter } from './router.ts';
import type { Gateway, GatewayOptions } from './types.ts';

const address = '127.0.0.1';

/**
 * Starts API Gateway's REST part on this machine: HTTP becomes proxy events for the routes' functions, and
 * their responses HTTP, with API Gateway's limits. Each path is served below the stage (`/v2/…`) and, as behind
 * CloudFront, without it. WebSocket handshakes go to the sockets given.
 * @throws when the port is in use.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const limits = { ...gatewayLimits, ...options.limits };
  const { host, sockets } = options;
  const context = { router: createRouter(options.routes), host, sockets, limits };
  const onRequest = options.onRequest ?? (() => {});
  const running = new Set<Promise<void>>();

  const onHttp = (req: IncomingMessage, res: ServerResponse) => {
    options.observe?.(req, res);
    const exchange = beginExchange(req, res, onRequest);
    handle(context, exchange).catch((error: unknown) => respondWithError(exchange, error));
    const closed = new Promise<void>((resolve) => res.once('close', resolve));
    running.add(closed);
    void closed.then(() => running.delete(closed));
  };
  // The body has a time limit of its own, and headers are let in up to where API Gateway's limit is checked.
  const server = createServer(
    {
      requestTimeout: 0,
      // With no limit for whole requests, Node has none for headers either; and it looks every half minute.
      headersTimeout: limits.headerMilliseconds,
      connectionsCheckingInterval: Math.min(limits.headerMilliseconds, 5_000),
      maxHeaderSize: 8 * limits.headerBytes,
      // An offer of another protocol, such as curl's of HTTP/2, is an ordinary request; before Node 24.9 it is refused.
      shouldUpgradeCallback: (req) =>
        sockets !== undefined && req.headers.upgrade?.toLowerCase() === 'websocket',
    },
    onHttp,
  );
  if (sockets) {
    server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) =>
      sockets.upgrade(req, socket, head),
    );
  }
  server.on('checkContinue', onHttp);
  server.on('clientError', refuseMalformed);
  const port = await listen(server, { port: options.port, setting: 'PORT' });

  return {
    url: `http://${address}:${port}`,
    setRoutes(routes) {
      context.router = createRouter(routes);
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const timer = setTimeout(() => server.closeAllConnections(), limits.stopMilliseconds);
      await Promise.all(running);
      clearTimeout(timer);
      server.closeAllConnections();
      await closed;
    },
  };
}

function respondWithError(exchange: Exchange, error: unknown): void {
  if (error instanceof GatewayProblem) return exchange.refuse(error);
  // The client hung up: there is nobody to tell.
  if (exchange.res.destroyed) return;
  console.error(error);
  exchange.refuse(new GatewayProblem('DEFAULT_5XX'));
}
