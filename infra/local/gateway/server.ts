import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { listen } from '../listen.ts';
import { refuseMalformed } from './connection.ts';
import { type Exchange, startExchange } from './exchange.ts';
import { handle } from './handle.ts';
import { gatewayLimits } from './limits.ts';
import { GatewayProblem } from './problem.ts';
import { createRouter } from './router.ts';
import type { Gateway, GatewayOptions } from './types.ts';

const address = '127.0.0.1';

/**
 * Starts API Gateway for REST on this machine: HTTP requests become proxy events for the routes' functions, whose
 * results become HTTP responses, within API Gateway's limits. Each path is served below the stage (`/v2/…`) and, as
 * behind CloudFront, without it. WebSocket handshakes go to `sockets`.
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
    const exchange = startExchange(req, res, onRequest);
    handle(context, exchange).catch((error: unknown) => respondWithError(exchange, error));
    const closed = new Promise<void>((resolve) => res.once('close', resolve));
    running.add(closed);
    void closed.then(() => running.delete(closed));
  };
  // The body has a timeout of its own, and larger headers are accepted so that API Gateway's limit can be checked.
  const server = createServer(
    {
      requestTimeout: 0,
      // Without a timeout for whole requests, Node has none for headers either; by default, it checks every 30 s.
      headersTimeout: limits.headerMilliseconds,
      connectionsCheckingInterval: Math.min(limits.headerMilliseconds, 5_000),
      maxHeaderSize: 8 * limits.headerBytes,
      // A request that offers another protocol, as curl offers HTTP/2, is handled as usual; Node before 24.9 refuses
      // it.
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
  // The client disconnected: there is nobody to respond to.
  if (exchange.res.destroyed) return;
  console.error(error);
  exchange.refuse(new GatewayProblem('DEFAULT_5XX'));
}
