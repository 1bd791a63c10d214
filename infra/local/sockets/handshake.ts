import { type IncomingMessage, STATUS_CODES } from 'node:http';
import { domainOf } from '../gateway/event.ts';
import { headerBytes } from '../gateway/event-headers.ts';
import type { FunctionHost } from '../lambda/index.ts';
import { type ConnectionFacts, connectEvent } from './events.ts';
import { callFunction, type FunctionOutcome } from './function-response.ts';
import { newId } from './ids.ts';
import type { SocketLimits } from './limits.ts';
import { gatewayMessage } from './refuse.ts';

/** The outcome of a handshake: accepted, perhaps with a subprotocol, or refused over HTTP. */
export type HandshakeOutcome =
  | { readonly status: 101; readonly subprotocol: string | undefined }
  | { readonly status: number; readonly body: string; readonly requestId: string };

/** The status for an address or headers over API Gateway's limits; undefined within them. */
export function sizeError(req: IncomingMessage, limits: SocketLimits): 414 | 431 | undefined {
  const address = `wss://${req.headers.host ?? ''}${req.url ?? ''}`;
  if (address.length > limits.addressCharacters) return 414;
  return headerBytes(req) > limits.headerBytes ? 431 : undefined;
}

/** The properties of a new connection. */
export function factsOf(req: IncomingMessage, stage: string): ConnectionFacts {
  const userAgent = req.headers['user-agent'];
  const sourceIp = req.socket.remoteAddress ?? '127.0.0.1';
  return {
    id: newId(),
    stage,
    domainName: domainOf(req),
    identity: { sourceIp, ...(userAgent !== undefined && { userAgent }) },
    connectedAt: new Date(),
  };
}

/**
 * Asks the function of `$connect` whether to accept a connection. The client sees only the status of a refusal, not the
 * function's headers and body.
 */
export async function askConnect(
  host: FunctionHost,
  functionName: string,
  facts: ConnectionFacts,
  req: IncomingMessage,
  limits: SocketLimits,
): Promise<HandshakeOutcome> {
  const event = connectEvent(facts, req);
  const outcome = await callFunction(host, functionName, event, limits.integrationMilliseconds);
  if (typeof outcome !== 'string' && outcome.statusCode < 300) {
    return { status: 101, subprotocol: subprotocolOf(outcome) };
  }
  const { requestId } = event.requestContext;
  const { status, message } = refusal(outcome);
  return { status, body: gatewayMessage(message, facts.id, requestId), requestId };
}

function refusal(outcome: FunctionOutcome): { status: number; message: string } {
  if (outcome === 'timed out') return { status: 504, message: timedOutMessage };
  if (outcome === 'failed') return { status: 502, message: failedMessage };
  return { status: outcome.statusCode, message: STATUS_CODES[outcome.statusCode] ?? '' };
}

export const failedMessage = 'Internal server error';
export const timedOutMessage = 'Endpoint request timed out';

/** The subprotocol that the function chose. */
function subprotocolOf({ headers }: Exclude<FunctionOutcome, string>): string | undefined {
  const found = Object.entries(headers ?? {}).find(
    ([name]) => name.toLowerCase() === 'sec-websocket-protocol',
  );
  return found && String(found[1]);
}
