import { type PurchaseToken, purchaseCheck, toPurchaseToken } from '../auth/purchase-token.ts';
import { readPaidConfig } from '../config.ts';
import { requestStop, restartChat, selectProtocol, setPayer, shakeHands } from '../db/queries/chats.ts';
import { Problem } from '../http/problem.ts';
import { toProblem } from '../http/to-problem.ts';
import { readSecrets } from '../secrets.ts';
import type { SocketEvent } from '../socket/event.ts';
import type { Tools } from '../socket/exchange.ts';
import { plain } from '../socket/protocols/plain.ts';
import type { Call, Incoming, Protocol } from '../socket/protocols/protocol.ts';
import { isSignalR, signalr } from '../socket/protocols/signalr.ts';
import { begin } from './begin.ts';
import { failedCall } from './failed-call.ts';
import type { ChatHub } from './hub.ts';
import { hubAt } from './hubs/index.ts';
import { noChat, noToken } from './problems.ts';

const checkPurchase = purchaseCheck(readPaidConfig(), readSecrets);

/** A client's message on its way: what is said, in which framing, on which connection. */
interface Exchange {
  readonly hub: ChatHub;
  readonly connectionId: string;
  readonly protocol: Protocol;
  readonly tools: Tools;
}

/** Does what a client's message asks for. @returns the replies; answers of the model follow on their own. */
export async function receive({ body = '', requestContext }: SocketEvent, tools: Tools): Promise<string> {
  const { connectionId, stage } = requestContext;
  const protocol = isSignalR(body) ? signalr : plain;
  const exchange = { hub: hubAt(`/${stage}`), connectionId, protocol, tools };
  let replies = '';
  for (const incoming of protocol.read(body)) replies += await reply(exchange, incoming);
  return replies;
}

async function reply(exchange: Exchange, incoming: Incoming): Promise<string> {
  const { protocol, tools } = exchange;
  switch (incoming.type) {
    case 'notice':
      return '';
    case 'ping':
      return protocol.ping();
    case 'handshake':
      return protocol.handshake(incoming.fault ?? (await handshakeFault(exchange)));
    case 'nonsense':
      return (await isPieceOfRecord(exchange))
        ? signalr.refuse({ message: 'A record must come whole in one message.' })
        : protocol.refuse(incoming.fault);
    case 'call':
      return perform(exchange, incoming.call).catch((error: unknown) => {
        tools.report(error);
        return failedCall(exchange.hub, protocol, incoming.call.id, error);
      });
  }
}

async function handshakeFault({ tools, connectionId }: Exchange): Promise<string | undefined> {
  try {
    const chat = await shakeHands(tools.userData, connectionId);
    if (chat === undefined) return 'This chat is over, or began in the other framing.';
    return chat.isPaid ? undefined : 'This chat needs a purchase token when it connects.';
  } catch (error) {
    tools.report(error);
    return toProblem(error).message;
  }
}

/** Without its end, a record looks like the plain framing. */
async function isPieceOfRecord({ protocol, tools, connectionId }: Exchange): Promise<boolean> {
  if (protocol === signalr) return false;
  // Which of two ways a message is refused matters less than that it is.
  return (await selectProtocol(tools.userData, connectionId).catch(() => undefined)) === 'signalr';
}

/** @returns what is to be said at once. @throws Problem when the call can't be done. */
async function perform(exchange: Exchange, call: Call): Promise<string> {
  const { hub, connectionId, protocol, tools } = exchange;
  const token = protocol === plain ? shownToken(call) : undefined;
  if (token !== undefined) await authenticate(exchange, token.value);
  if (token?.isAll) return protocol.done(call.id);

  const action = hub.understand(token === undefined ? call : { ...call, arguments: [undefined] });
  if (action.type === 'ask') {
    const question = { connectionId, protocol: protocol.name, callId: call.id, content: action.content };
    await begin({ ...question, hub: hub.declaration.path }, tools);
    return '';
  }
  const end = action.type === 'stop' ? requestStop : restartChat;
  if (!(await end(tools.userData, connectionId))) throw noChat();
  return protocol.done(call.id);
}

/**
 * `Authenticate(store, token)`, which only the plain framing has: SignalR's clients show theirs when they
 * connect. Clients of the Python backend give the two to `Introduce`.
 */
function shownToken({ method, arguments: values }: Call) {
  const name = method.toLowerCase();
  const isAll = name === 'authenticate';
  const [store, token, ...rest] = values;
  const areTwo = typeof store === 'string' && typeof token === 'string' && rest.length === 0;
  if (areTwo && (isAll || name === 'introduce')) return { isAll, value: toPurchaseToken(store, token) };
  if (isAll) throw new Problem(400, 'Authenticate takes 2 arguments: the store and the token.');
  return undefined;
}

async function authenticate(
  { tools, connectionId }: Exchange,
  token: PurchaseToken | undefined,
): Promise<void> {
  if (token === undefined) throw noToken();
  const purchase = await checkPurchase(token);
  if (!(await setPayer(tools.userData, connectionId, purchase))) throw noChat();
}
