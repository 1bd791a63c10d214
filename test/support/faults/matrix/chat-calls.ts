import { fails, gives, type Script, says } from '../../../../infra/local/scripted-model/index.ts';
import { openPlain, type PlainChat } from '../../chat/plain.ts';
import { openSignalR } from '../../chat/signalr.ts';
import { openSocket } from '../../chat/socket.ts';
import { type Client, Refused } from '../../chat/socket-client.ts';
import { type ChatSystem } from '../../chat/system.ts';
import { modelPlanV3 } from '../../plan-v3/model-plans.ts';
import { WEB_KEY } from '../../planner/counted-calls.ts';
import { ownProgram } from '../../planner/programs.ts';
import type { MatrixCall } from './call.ts';
import { eventually } from './eventually.ts';
import type { Reply } from './reply.ts';

// Crashes of a chat have tests of their own: they leave neither the state before nor the state after the call.
const functions: readonly string[] = [];

/** Makes unfinished answers expire, which would otherwise block the chat for a while. */
async function expireAnswers({ userData }: ChatSystem): Promise<void> {
  await userData.query(`update chats set answer_seen = answer_seen - interval '2 minutes'`);
}

/** Closes the socket, and waits until the chat is deleted. */
async function leave(system: ChatSystem, { ws, closed }: Client): Promise<void> {
  ws.close();
  await closed;
  await eventually(async () => (await countChats(system)) === 0);
}

async function countChats({ userData }: ChatSystem): Promise<number> {
  return (await userData.query('select from chats')).rowCount ?? 0;
}

/** The result of a call in the plain protocol, from its last message. */
function plainReply(message: { type: string; retryAfter?: number; message: string }): Reply {
  if (message.type !== 'error') return { kind: 'completed', result: JSON.stringify(message) };
  const { retryAfter } = message;
  return { kind: 'failed', status: retryAfter === undefined ? 500 : 503, retryAfter };
}

interface PlainCall {
  readonly name: string;
  readonly call: readonly [string, ...unknown[]];
  /** By default, that of the older chat. */
  readonly hub?: 'chatUrl' | 'chatV2Url';
  readonly token?: null;
  /** Calls before the one under test. */
  readonly first?: (chat: PlainChat) => Promise<unknown>;
  readonly model?: () => Script;
}

const plainCall = ({
  name,
  call,
  hub = 'chatUrl',
  token,
  first,
  model = () => says('Hello.'),
}: PlainCall): MatrixCall => ({
  name: `chat: ${name}`,
  functions,
  kind: 'answering',
  mayStayCounted: true,
  prepare: async (system) => {
    system.model.script(says('Hello.'));
    const chat = await openPlain(system[hub], token === undefined ? {} : { token });
    await first?.(chat);
    system.model.script(model());
    return {
      send: async () => plainReply((await chat.call(...call)).at(-1)),
      leave: () => leave(system, chat),
    };
  },
  beforeRetry: expireAnswers,
});

const connect: MatrixCall = {
  name: 'chat: connect',
  functions,
  prepare: async (system) => {
    const open: Client[] = [];
    const send = async (): Promise<Reply> => {
      try {
        open.push(await openSocket(system.chatUrl));
        return { kind: 'completed', result: 'open' };
      } catch (error) {
        // WebSocket has no header that says when to retry: its clients decide that themselves.
        if (error instanceof Refused && error.status >= 500) return { kind: 'cut off' };
        throw error;
      }
    };
    const close = async () => {
      await Promise.all(open.map((socket) => socket.close()));
    };
    return { send, leave: close };
  },
};

const handshake: MatrixCall = {
  name: 'chat: handshake',
  functions,
  prepare: async (system) => {
    let socket = await openSocket(system.chatUrl);
    let isRefused = false;
    const send = async (): Promise<Reply> => {
      // SignalR refuses a handshake this way, and its clients reconnect.
      if (isRefused) {
        await leave(system, socket);
        socket = await openSocket(system.chatUrl);
      }
      socket.send('{"protocol":"json","version":1}\u001e');
      const reply = await socket.next();
      isRefused = reply.includes('error');
      return isRefused ? { kind: 'cut off' } : { kind: 'completed', result: reply };
    };
    return { send, leave: () => leave(system, socket) };
  },
};

const signalRCall: MatrixCall = {
  name: 'chat: SendMessage in SignalR',
  functions,
  kind: 'answering',
  mayStayCounted: true,
  prepare: async (system) => {
    system.model.script(says('Hello.'));
    const { connection, received } = await openSignalR(system.chatUrl);
    const send = async (): Promise<Reply> => {
      await connection.invoke('SendMessage', 'One.');
      const last = received.at(-1);
      // A failure is told in the chat: its words stand alone, or behind those of the answer.
      const isAnswer = last?.type === 'messageResponse' && last.message === 'Hello.';
      return isAnswer ? { kind: 'completed', result: JSON.stringify(last) } : { kind: 'cut off' };
    };
    const close = async () => {
      await connection.stop();
      await eventually(async () => (await countChats(system)) === 0);
    };
    return { send, leave: close };
  },
  beforeRetry: expireAnswers,
};

/** Nobody learns whether it succeeded; the purge cleans up after a failure. */
const disconnect: MatrixCall = {
  name: 'chat: disconnect',
  functions,
  prepare: async (system) => {
    const chat = await openPlain(system.chatUrl);
    const before = system.logLines.length;
    let isFirst = true;
    const send = async (): Promise<Reply> => {
      if (isFirst) await chat.close();
      else await system.functions.invoke('purge', {});
      isFirst = false;
      const ended = () =>
        system.logLines.slice(before).some((line) => /chat\/disconnect.*dataApiCalls/.test(line));
      await eventually(ended);
      return (await countChats(system)) === 0 ? { kind: 'completed', result: 'closed' } : { kind: 'cut off' };
    };
    return { send };
  },
  beforeRetry: async ({ userData }) => {
    await userData.query(`update chats set created = created - interval '4 hours'`);
  },
};

/** The calls of chat version 2 that differ. */
export const chatV2Calls: readonly MatrixCall[] = [
  plainCall({ name: 'Introduce, v2', call: ['Introduce', 'de-DE', 3, 'pounds'], hub: 'chatV2Url' }),
  plainCall({
    name: 'SendMessage, v2, a changed plan',
    call: ['SendMessage', 'Make day two shorter.', 3],
    hub: 'chatV2Url',
    first: (chat) => chat.call('SendMessage', JSON.stringify(ownProgram()), 3),
    model: () => gives({ answer: modelPlanV3() }),
  }),
];

/** The calls of the chat. */
export const chatCalls: readonly MatrixCall[] = [
  connect,
  plainCall({ name: 'Authenticate', call: ['Authenticate', 'Web', WEB_KEY], token: null }),
  plainCall({ name: 'Introduce', call: ['Introduce', 'de-DE'] }),
  plainCall({ name: 'SendMessage', call: ['SendMessage', 'One.'] }),
  plainCall({ name: 'SendMessage, the model fails', call: ['SendMessage', 'One.'], model: () => fails(400) }),
  plainCall({ name: 'StopInProgress', call: ['StopInProgress'] }),
  plainCall({
    name: 'RestartChat',
    call: ['RestartChat'],
    first: (chat) => chat.call('SendMessage', 'One.'),
  }),
  handshake,
  signalRCall,
  disconnect,
];
