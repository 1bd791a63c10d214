import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Route } from '../../../lib/contract/route.ts';
import type { FunctionHost } from '../lambda/index.ts';
import type { GatewayLimits } from './limits.ts';

/** The parts of a route that the gateway uses. */
export type GatewayRoute = Pick<Route, 'name' | 'methods' | 'path' | 'transfer'>;

/** A completed request, for its log line on the console. */
export interface RequestRecord {
  readonly method: string;
  /** The path as sent, without the query. */
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Bytes of the response's body that were written to the connection. */
  readonly bytes: number;
  readonly requestId: string;
  /** The function that was called; absent when the gateway itself responded. */
  readonly functionName?: string;
  /** False when the response was cut off: the function failed midway, or the client disconnected. */
  readonly complete: boolean;
}

/** The WebSocket API behind the gateway. */
export interface SocketEntrance {
  /** Returns true if a path (without the query) belongs to a socket. */
  isSocket(path: string): boolean;
  /** Accepts or refuses a WebSocket handshake, whatever its path. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface GatewayOptions {
  readonly routes: readonly GatewayRoute[];
  readonly host: FunctionHost;
  /** Port on 127.0.0.1; 0 means a free one. */
  readonly port: number;
  /** Default: no sockets. */
  readonly sockets?: SocketEntrance;
  readonly onRequest?: (record: RequestRecord) => void;
  /** Called with each request before anything is read, and with its response before anything is written. */
  readonly observe?: (req: IncomingMessage, res: ServerResponse) => void;
  /** Overrides of API Gateway's limits, for tests. */
  readonly limits?: Partial<GatewayLimits>;
}

export interface Gateway {
  /** `http://127.0.0.1:<port>`, with no slash at the end. */
  readonly url: string;
  /** Replaces the routes for later requests. */
  setRoutes(routes: readonly GatewayRoute[]): void;
  /** Accepts no more requests, waits briefly for running ones, then closes every connection. */
  stop(): Promise<void>;
}
