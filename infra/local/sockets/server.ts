import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { Connection } from './connection.ts';
import { type ConnectionFacts, disconnectEvent, type Ending, messageEvent } from './events.ts';
import { callFunction } from './function-response.ts';
import { askConnect, factsOf, failedMessage, oversize, timedOutMessage } from './handshake.ts';
import { socketLimits } from './limits.ts';
import { startManagement } from './management.ts';
import { gatewayMessage, refusalHeaders, refuse } from './refuse.ts';
import type { SocketOptions, Sockets } from './types.ts';

/** As the edge hands paths on: a slash at their end is taken off. */
const withoutSlash = (path: string) => path.replace(/\/$/, '');

/** A handshake on its way. */
interface Handshake {
  readonly facts: ConnectionFacts;
  readonly path: string;
  readonly socket: Duplex;
  subprotocol: string | undefined;
}

/**
 * Starts API Gateway's WebSocket part on this machine: sockets become `$connect`, `$default` and `$disconnect` events
 * for functions, with API Gateway's limits, and functions reach the clients by `@connections`. The gateway for HTTP
 * hands the handshakes in.
 */
export async function startSockets(options: SocketOptions): Promise<Sockets> {
  const { host, functions, paths, onRecord = () => {} } = options;
  const limits = { ...socketLimits, ...options.limits };
  const open = new Map<string, Connection>();
  const all = new Set<Connection>();
  const handshakes = new Map<IncomingMessage, Handshake>();
  const farewells = new Set<Promise<void>>();
  let isStopping = false;
  let delayOf = (_text: string) => 0;
  const stages = paths.map((path) => path.slice(1));
  const management = await startManagement(open, stages, limits);

  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    autoPong: false,
    maxPayload: limits.messageBytes,
    handleProtocols: (_offered, req) => handshakes.get(req)?.subprotocol ?? false,
    // Called once the handshake has proved to be one.
    verifyClient: ({ req }, decide) => {
      const handshake = handshakes.get(req);
      if (handshake) void ask(handshake, req, decide);
    },
  });

  async function ask(
    handshake: Handshake,
    req: IncomingMessage,
    decide: (taken: boolean, status?: number, body?: string, headers?: Record<string, string>) => void,
  ): Promise<void> {
    const { facts, path, socket } = handshake;
    const outcome = await askConnect(host, functions.connect, facts, req, limits);
    if ('body' in outcome) {
      decide(false, outcome.status, outcome.body, refusalHeaders(outcome.requestId));
    } else {
      handshake.subprotocol = outcome.subprotocol;
      // A client that hung up meanwhile was never connected, and nobody hears of its end.
      if (!socket.destroyed) decide(true);
    }
    const milliseconds = Date.now() - facts.connectedAt.getTime();
    const record = { event: 'connect', path, connectionId: facts.id, status: outcome.status } as const;
    onRecord({ ...record, milliseconds, functionName: functions.connect });
  }

  function begin(ws: WebSocket, { facts, path, socket }: Handshake): void {
    const connection: Connection = new Connection(ws, socket, {
      facts,
      limits,
      onMessage: (text) => handleMessage(connection, text),
      onLeave: () => open.delete(facts.id),
      onClosed: (ending) => {
        all.delete(connection);
        const farewell = sayFarewell(facts, path, ending).finally(() => farewells.delete(farewell));
        farewells.add(farewell);
      },
    });
    all.add(connection);
    open.set(facts.id, connection);
  }

  /**
   * Calls `$default`'s function and hands its body to the client, whatever the status, as API Gateway does. It gives
   * no order: the next message does not wait for this one.
   */
  async function handleMessage(connection: Connection, text: string): Promise<void> {
    const event = messageEvent(connection.facts, text);
    const delay = delayOf(text);
    if (delay > 0) await wait(delay);
    const outcome = await callFunction(host, functions.message, event, limits.integrationMilliseconds);
    const message = typeof outcome === 'string' ? '' : (outcome.body ?? '');
    const bytes = Buffer.from(message);
    // AWS doesn't say what becomes of a body that is too large: here the client hears of a failure.
    const hasFailed = typeof outcome === 'string' || bytes.length > limits.messageBytes;
    const said = outcome === 'timed out' ? timedOutMessage : failedMessage;
    const reply = hasFailed
      ? Buffer.from(gatewayMessage(said, connection.id, event.requestContext.requestId))
      : bytes;
    // Nor of a client that doesn't read: to drop the response alone would hide it.
    if (reply.length > 0 && connection.send(reply) === 'full') connection.drop();
  }

  /** Tells `$disconnect`'s function, whose failure only the log tells. */
  async function sayFarewell(facts: ConnectionFacts, path: string, ending: Ending): Promise<void> {
    const milliseconds = Date.now() - facts.connectedAt.getTime();
    const record = { event: 'disconnect', path, connectionId: facts.id, status: ending.code } as const;
    onRecord({ ...record, milliseconds, functionName: functions.disconnect });
    await callFunction(
      host,
      functions.disconnect,
      disconnectEvent(facts, ending),
      limits.integrationMilliseconds,
    );
  }

  return {
    url: management.url,
    faults: management.faults,
    calls: management.calls,
    get connections() {
      return [...open.values()];
    },
    isSocket: (path) => paths.includes(withoutSlash(path)),
    upgrade(req, socket, head) {
      const path = withoutSlash((req.url ?? '').replace(/\?.*$/, ''));
      if (isStopping) return refuse(socket, 503);
      if (!paths.includes(path)) return refuse(socket, 403);
      const refusal = oversize(req, limits);
      if (refusal) return refuse(socket, refusal);
      const facts = factsOf(req, path.slice(1));
      const handshake: Handshake = { facts, path, socket, subprotocol: undefined };
      handshakes.set(req, handshake);
      socket.once('close', () => handshakes.delete(req));
      webSockets.handleUpgrade(req, socket, head, (ws) => {
        handshakes.delete(req);
        begin(ws, handshake);
      });
    },
    delayMessages: (delay) => {
      delayOf = delay;
    },
    async disconnect() {
      isStopping = true;
      for (const { socket } of handshakes.values()) socket.destroy();
      for (const connection of all) connection.stop();
      await Promise.all([...all].map(({ closed }) => closed));
      await Promise.race([Promise.all(farewells), wait(limits.stopMilliseconds, undefined, { ref: false })]);
    },
    async stop() {
      for (const connection of all) connection.drop();
      await management.stop();
    },
  };
}
