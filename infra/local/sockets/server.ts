import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { Connection } from './connection.ts';
import { type ConnectionFacts, disconnectEvent, type Ending, messageEvent } from './events.ts';
import { callFunction } from './function-response.ts';
import { askConnect, factsOf, failedMessage, sizeError, timedOutMessage } from './handshake.ts';
import { socketLimits } from './limits.ts';
import { startManagement } from './management.ts';
import { gatewayMessage, refusalHeaders, refuse } from './refuse.ts';
import type { SocketOptions, Sockets } from './types.ts';

/** CloudFront removes a slash at the end of a path. */
const withoutSlash = (path: string) => path.replace(/\/$/, '');

/** A handshake in progress. */
interface Handshake {
  readonly facts: ConnectionFacts;
  readonly path: string;
  readonly socket: Duplex;
  subprotocol: string | undefined;
}

/**
 * Starts API Gateway for WebSocket on this machine: sockets become `$connect`, `$default` and `$disconnect` events for
 * functions, within API Gateway's limits, and functions reach clients through `@connections`. The gateway for HTTP
 * passes the handshakes on.
 */
export async function startSockets(options: SocketOptions): Promise<Sockets> {
  const { host, functions, paths, onRecord = () => {} } = options;
  const limits = { ...socketLimits, ...options.limits };
  const open = new Map<string, Connection>();
  const all = new Set<Connection>();
  const handshakes = new Map<IncomingMessage, Handshake>();
  const disconnects = new Set<Promise<void>>();
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
    // Called once the handshake is known to be valid.
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
      // A client that disconnected in the meantime was never connected, so no `$disconnect` follows.
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
        const disconnect = callDisconnect(facts, path, ending).finally(() => disconnects.delete(disconnect));
        disconnects.add(disconnect);
      },
    });
    all.add(connection);
    open.set(facts.id, connection);
  }

  /**
   * Calls the function of `$default` and sends its body to the client, whatever the status, as API Gateway does. There
   * is no order: the next message does not wait for this one.
   */
  async function handleMessage(connection: Connection, text: string): Promise<void> {
    const event = messageEvent(connection.facts, text);
    const delay = delayOf(text);
    if (delay > 0) await wait(delay);
    const outcome = await callFunction(host, functions.message, event, limits.integrationMilliseconds);
    const message = typeof outcome === 'string' ? '' : (outcome.body ?? '');
    const bytes = Buffer.from(message);
    // AWS doesn't document what happens to a body that is too large: here the client gets an error.
    const hasFailed = typeof outcome === 'string' || bytes.length > limits.messageBytes;
    const error = outcome === 'timed out' ? timedOutMessage : failedMessage;
    const reply = hasFailed
      ? Buffer.from(gatewayMessage(error, connection.id, event.requestContext.requestId))
      : bytes;
    // Nor what happens to a client that doesn't read: dropping only the response would hide the problem.
    if (reply.length > 0 && connection.send(reply) === 'full') connection.drop();
  }

  /** Calls the function of `$disconnect`. Its failure is in the log only. */
  async function callDisconnect(facts: ConnectionFacts, path: string, ending: Ending): Promise<void> {
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
      const refusal = sizeError(req, limits);
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
      await Promise.race([
        Promise.all(disconnects),
        wait(limits.stopMilliseconds, undefined, { ref: false }),
      ]);
    },
    async stop() {
      for (const connection of all) connection.drop();
      await management.stop();
    },
  };
}
