import { type PurchaseToken, purchaseCheck, toPurchaseToken } from '../auth/purchase-token.ts';
import { aiChat } from '../contract/chat.ts';
import { requestStop } from '../db/queries/chat-ends.ts';
import { acceptHandshake, selectProtocol, setAuthenticating, setPurchase } from '../db/queries/chats.ts';
import { readPlannerConfig } from '../planner-config.ts';
import { Problem } from '../problem/problem.ts';
import { toProblem } from '../problem/to-problem.ts';
import { readSecrets } from '../secrets/secrets.ts';
import { ConnectionGoneError } from '../socket/connection.ts';
import type { SocketContext } from '../socket/context.ts';
import type { SocketEvent } from '../socket/event.ts';
import { plain } from '../socket/protocols/plain.ts';
import type { Call, Incoming, Protocol } from '../socket/protocols/protocol.ts';
import { isSignalR, signalr } from '../socket/protocols/signalr.ts';
import { begin } from './begin.ts';
import { callerOf } from './caller.ts';
import { failedCall } from './failed-call.ts';
import type { ChatHub } from './hub.ts';
import { hubAt } from './hubs/index.ts';
import { malformedToken, noChat } from './problems.ts';
import { restart } from './restart.ts';

const checkPurchase = purchaseCheck(readPlannerConfig(), readSecrets);

/** A client's message, with its connection and protocol. */
interface MessageContext {
  readonly requestId: string;
  readonly hub: ChatHub;
  readonly connectionId: string;
  readonly protocol: Protocol;
  /** The time it was sent: milliseconds, by API Gateway's clock. The order within a millisecond is unknown. */
  readonly sent: number;
  readonly context: SocketContext;
}

/** Handles a client's message. @returns the replies. The model's answers are sent separately. */
export async function receive(
  { body = '', requestContext }: SocketEvent,
  context: SocketContext,
): Promise<string> {
  const { connectionId, stage, requestId, requestTimeEpoch: sent } = requestContext;
  const protocol = isSignalR(body) ? signalr : plain;
  const message = { requestId, hub: hubAt(`/${stage}`), connectionId, protocol, sent, context };
  let replies = '';
  for (const incoming of protocol.read(body)) replies += await reply(message, incoming);
  return replies;
}

async function reply(message: MessageContext, incoming: Incoming): Promise<string> {
  const { protocol, context } = message;
  switch (incoming.type) {
    case 'ignored':
      return '';
    case 'ping':
      return protocol.ping();
    case 'handshake':
      return protocol.handshake(incoming.error ?? (await handshakeError(message)));
    case 'invalid':
      return (await isPieceOfRecord(message))
        ? signalr.refuse({ message: 'A record must come whole in one message.' })
        : protocol.refuse(incoming.error);
    case 'call':
      return perform(message, incoming.call).catch((error: unknown) => {
        context.report(error);
        return failedCall(message.hub, protocol, incoming.call.id, error);
      });
  }
}

async function handshakeError({ context, connectionId }: MessageContext): Promise<string | undefined> {
  try {
    const chat = await acceptHandshake(context.userData, connectionId);
    if (chat === undefined) return 'This chat is over, or uses the other protocol.';
    return chat.hasPurchase ? undefined : 'This chat needs a purchase token when it connects.';
  } catch (error) {
    context.report(error);
    return toProblem(error).message;
  }
}

/** A record without its separator looks like plain JSON. */
async function isPieceOfRecord({ protocol, context, connectionId }: MessageContext): Promise<boolean> {
  if (protocol === signalr) return false;
  // If that can't be read, the message is refused all the same, in the other protocol.
  return (await selectProtocol(context.userData, connectionId).catch(() => undefined)) === 'signalr';
}

/** @returns the immediate reply. @throws Problem when the call fails. */
async function perform(message: MessageContext, call: Call): Promise<string> {
  const { requestId, hub, connectionId, protocol, sent, context } = message;
  const token = protocol === plain ? tokenOf(hub, call) : undefined;
  if (token !== undefined) await authenticate(message, token);
  if (token?.isAll) return protocol.done(call.id);

  const action = hub.understand(token === undefined ? call : { ...call, arguments: [undefined] });
  if (action.type === 'tell') {
    await tell(message, action.response);
    return protocol.done(call.id);
  }
  if (action.type === 'ask') {
    const { content, weightUnit } = action;
    const isIntroduction = isIntroduce(call);
    const question = {
      requestId,
      hub,
      connectionId,
      protocol,
      callId: call.id,
      content,
      weightUnit,
      sent,
      isIntroduction,
    };
    return await begin(question, context);
  }
  if (action.type === 'restart') await restart(message, protocol === plain || call.id !== undefined);
  else if (!(await requestStop(context.userData, connectionId, sent))) throw noChat();
  return protocol.done(call.id);
}

/** Pushed by itself, as plain JSON has one message a frame. */
async function tell({ hub, connectionId, protocol }: MessageContext, response: unknown): Promise<void> {
  const caller = callerOf({ hub: hub.declaration.path, connectionId, protocol: protocol.name });
  await caller.push(response).catch((error: unknown) => {
    if (!(error instanceof ConnectionGoneError)) throw error;
  });
}

const isIntroduce = ({ method }: Call) => method.toLowerCase() === 'introduce';

/**
 * The token of `Authenticate(store, token)`, which only plain JSON has: SignalR's clients send theirs when they
 * connect. Clients of the Python backend pass the two to `Introduce` of the older hub.
 */
function tokenOf({ declaration }: ChatHub, call: Call) {
  const isAll = call.method.toLowerCase() === 'authenticate';
  const [store, token, ...rest] = call.arguments;
  const areTwo = typeof store === 'string' && typeof token === 'string' && rest.length === 0;
  const takesToken = isIntroduce(call) && declaration.path === aiChat.path;
  if (areTwo && (isAll || takesToken)) return { isAll, value: toPurchaseToken(store, token) };
  if (isAll) throw new Problem(400, 'Authenticate takes 2 arguments: the store and the token.');
  return undefined;
}

async function authenticate(
  { context: { userData, report }, connectionId }: MessageContext,
  { isAll, value }: { readonly isAll: boolean; readonly value: PurchaseToken | undefined },
): Promise<void> {
  if (value === undefined) throw malformedToken();
  // Questions that arrive meanwhile wait.
  if (isAll) await setAuthenticating(userData, connectionId, true);
  const purchase = await checkPurchase(value).catch(async (error: unknown) => {
    if (isAll) await setAuthenticating(userData, connectionId, false).catch(report);
    throw error;
  });
  if (!(await setPurchase(userData, connectionId, purchase))) throw noChat();
}
