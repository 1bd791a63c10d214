import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Route } from '../../../lib/contract/route.ts';
import type { FunctionHost } from '../lambda/index.ts';
import type { GatewayLimits } from './limits.ts';

/** What the gateway needs to know of a route. */
export type GatewayRoute = Pick<Route, 'name' | 'methods' | 'path' | 'transfer'>;

/** One request as it ended, for the line a request on the console. */
export interface RequestRecord {
  readonly method: string;
  /** The path as sent, without the query. */
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Bytes of the response's body that were handed to the connection. */
  readonly bytes: number;
  readonly requestId: string;
  /** The function that was called; absent when the gateway responded by itself. */
  readonly functionName?: string;
  /** False when the response was broken off: the function failed midway, or the client hung up. */
  readonly complete: boolean;
}

/** What takes the gateway's WebSocket connections. */
export interface SocketEntrance {
  /** Whether a path, without the query, is a socket's. */
  isSocket(path: string): boolean;
  /** Takes or refuses a WebSocket handshake, whatever its path. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface GatewayOptions {
  readonly routes: readonly GatewayRoute[];
  readonly host: FunctionHost;
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** By default there are no sockets. */
  readonly sockets?: SocketEntrance;
  readonly onRequest?: (record: RequestRecord) => void;
  /** Is shown each request before anything is read of it, and the response before anything is written. */
  readonly observe?: (req: IncomingMessage, res: ServerResponse) => void;
  /** API Gateway's limits, where a test wants smaller ones. */
  readonly limits?: Partial<GatewayLimits>;
}

export interface Gateway {
  /** `http://127.0.0.1:<port>`, with no slash at the end. */
  readonly url: string;
  /** Later requests find these routes. */
  setRoutes(routes: readonly GatewayRoute[]): void;
  /** Takes no more requests, lets running ones finish briefly, then closes every connection. */
  stop(): Promise<void>;
}
