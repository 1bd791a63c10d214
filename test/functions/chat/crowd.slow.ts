import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChatRequest, speaks } from '../../../infra/local/scripted-model/index.ts';
import type { ChatResponse } from '../../../lib/contract/chat.ts';
import { openPlain } from '../../support/chat/plain.ts';
import { openSignalR } from '../../support/chat/signalr.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';
import { isGrowing, message } from '../../support/planner/chat-answers.ts';

const CHATS = 100;
const MESSAGES = 5;

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem({ RATE_LIMIT_WEB_PER_DAY: CHATS });
});
afterAll(() => system.stop());

/** One of the crowd. */
interface Talker {
  /** Sends a message. @returns what came until the call had ended. */
  ask(text: string): Promise<ChatResponse[]>;
  leave(): Promise<unknown>;
}

/** The chats of both versions: where they are, and what a message of theirs has beside its text. */
const hubs = () => [
  { url: system.chatUrl, more: [] },
  { url: system.chatV2Url, more: [3] },
];
type Hub = ReturnType<typeof hubs>[number];

async function plainTalker({ url, more }: Hub): Promise<Talker> {
  const chat = await openPlain(url);
  return {
    ask: async (text) => {
      const messages = await chat.call('SendMessage', text, ...more);
      expect(messages.pop()).toEqual({ type: 'done' });
      return messages;
    },
    leave: () => chat.close(),
  };
}

async function signalrTalker({ url, more }: Hub): Promise<Talker> {
  const { connection, received } = await openSignalR(url);
  return {
    ask: async (text) => {
      const before = received.length;
      await connection.invoke('SendMessage', text, ...more);
      return received.slice(before);
    },
    leave: () => connection.stop(),
  };
}

/** Repeats all that it was told in a conversation, so that each answer tells whose it is. */
const repeat = ({ messages }: ChatRequest) =>
  messages
    .filter(({ role }) => role === 'user')
    .map(({ content }) => `You said: ${content}`)
    .join(' ');

async function talk(talker: Talker): Promise<void> {
  const said: string[] = [];
  for (let round = 0; round < MESSAGES; round += 1) {
    const text = randomUUID();
    said.push(text);
    const answers = await talker.ask(text);
    expect(answers.at(-1)).toEqual(message(said.map((each) => `You said: ${each}`).join(' ')));
    expect(isGrowing(answers)).toBe(true);
  }
}

it(`${CHATS} chats at once get ${MESSAGES} answers each: complete, in order, and nobody else's`, {
  timeout: 120_000,
}, async () => {
  system.model.script((request) => speaks(repeat(request), { piece: 60, pause: 40 }));
  const kinds = hubs().flatMap((hub) => [() => signalrTalker(hub), () => plainTalker(hub)]);
  const talkers = await Promise.all(
    Array.from({ length: CHATS / kinds.length }, () => kinds.map((open) => open())).flat(),
  );
  await Promise.all(talkers.map(talk));
  await Promise.all(talkers.map((talker) => talker.leave()));
});
