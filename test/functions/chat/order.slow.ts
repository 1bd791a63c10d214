import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hangs, says, speaks } from '../../../infra/local/scripted-model/index.ts';
import { openPlain, type PlainChat } from '../../support/chat/plain.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';
import { WEB_KEY } from '../../support/planner/counted-calls.ts';

// API Gateway invokes the function once a message, side by side: what was sent first may arrive last.

const TIMES = 8;

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem({ RATE_LIMIT_WEB_PER_DAY: 1_000 });
});
afterAll(() => system.stop());

const open: PlainChat[] = [];
beforeEach(() => {
  system.model.script(says('Hello.'));
  arrivals.clear();
  delay('', 0);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((chat) => chat.close()));
});

/** How often each message has arrived at API Gateway in this test. */
const arrivals = new Map<string, number>();

/** Delays messages that have this in them, on their way from API Gateway to the function. */
const delay = (part: string, milliseconds: number) =>
  system.sockets.delayMessages((text) => {
    arrivals.set(text, (arrivals.get(text) ?? 0) + 1);
    return text.includes(part) ? milliseconds : 0;
  });

const call = (method: string, ...values: unknown[]) => JSON.stringify({ method, arguments: values });

/**
 * Sends one right behind the other, but not in the same millisecond of API Gateway's, of which nobody knows the order:
 * however busy the machine is, each is sent when the one before it has arrived, in all chats.
 */
async function sendAll(chat: PlainChat, ...messages: string[]): Promise<void> {
  for (const message of messages) {
    chat.send(message);
    while ((arrivals.get(message) ?? 0) < TIMES) await sleep(1);
    await sleep(2);
  }
}

const AUTHENTICATE = call('Authenticate', 'Web', WEB_KEY);
const ASK = call('SendMessage', 'Hi.');
const INTRODUCE = call('Introduce', 'en-GB');
const [STOP, RESTART] = [call('StopInProgress'), call('RestartChat')];

const asksIntroduction = ({ messages }: { messages: readonly { content: unknown }[] }) =>
  JSON.stringify(messages.at(-1)).includes('introduce yourself');

/** Runs a story on many chats at once. */
const manyTimes = async (
  options: Parameters<typeof openPlain>[1],
  story: (chat: PlainChat) => Promise<void>,
) => {
  const chats = await Promise.all(Array.from({ length: TIMES }, () => openPlain(system.chatUrl, options)));
  open.push(...chats);
  await Promise.all(chats.map(story));
};

const next = async (chat: PlainChat, count: number) => {
  const messages = [];
  for (let taken = 0; taken < count; taken += 1) messages.push(await chat.nextObject());
  return messages;
};

describe.each([0, 50, 1_000])('with the message before it late by %s ms', (late) => {
  it('a question right behind Authenticate is answered', async () => {
    delay('Authenticate', late);
    await manyTimes({ token: null }, async (chat) => {
      await sendAll(chat, AUTHENTICATE, ASK);
      const messages = await next(chat, 3);
      expect(messages).toContainEqual({ type: 'messageResponse', message: 'Hello.' });
      expect(messages.filter(({ type }) => type === 'done')).toHaveLength(2);
    });
  });

  it('a stop right behind a question stops its answer', async () => {
    system.model.script(hangs());
    delay('SendMessage', late);
    await manyTimes({}, async (chat) => {
      await sendAll(chat, ASK, STOP);
      expect(await next(chat, 2)).toEqual([{ type: 'done' }, { type: 'done' }]);
    });
  });

  it('a restart right behind an introduction ends it, and the next chat is a new one', async () => {
    system.model.script((request) => (asksIntroduction(request) ? hangs() : says('Hello.')));
    delay('Introduce', late);
    await manyTimes({}, async (chat) => {
      await sendAll(chat, INTRODUCE, RESTART);
      expect(await next(chat, 2)).toEqual([{ type: 'done' }, { type: 'done' }]);
      expect(await chat.call('SendMessage', 'Hi.')).toContainEqual({
        type: 'messageResponse',
        message: 'Hello.',
      });
    });
  });

  it('an introduction right behind a restart is that of a new chat', async () => {
    delay('RestartChat', late);
    await manyTimes({}, async (chat) => {
      system.model.script(says('Hello.'));
      await chat.call('SendMessage', 'My knee hurts.');
      await sendAll(chat, RESTART, INTRODUCE);
      const messages = await next(chat, 3);
      expect(messages).toContainEqual({ type: 'messageResponse', message: 'Hello.' });
      expect(messages.filter(({ type }) => type === 'done')).toHaveLength(2);
    });
    const introductions = system.model.calls.filter(({ request }) => asksIntroduction(request));
    expect(JSON.stringify(introductions)).not.toContain('knee');
  });

  it('an introduction right behind the restart of a running answer is given', async () => {
    system.model.script((request) => (asksIntroduction(request) ? says('Hello.') : hangs()));
    await manyTimes({}, async (chat) => {
      delay('nothing', 0);
      chat.send(ASK);
      await expect.poll(() => system.model.calls.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(TIMES);
      delay('RestartChat', late);
      await sendAll(chat, RESTART, INTRODUCE);
      const messages = await next(chat, 4);
      expect(messages).toContainEqual({ type: 'messageResponse', message: 'Hello.' });
      expect(messages.filter(({ type }) => type === 'done')).toHaveLength(3);
    });
  });
});

it('a stop that arrives after the question that was sent behind it does not stop its answer', async () => {
  system.model.script(speaks('One two three four.', { piece: 4, pause: 250 }));
  delay('StopInProgress', 500);
  await manyTimes({}, async (chat) => {
    await sendAll(chat, STOP, ASK);
    const messages: any[] = [];
    while (messages.filter(({ type }) => type === 'done').length < 2) messages.push(await chat.nextObject());
    expect(messages).toContainEqual({ type: 'messageResponse', message: 'One two three four.' });
  });
});

it('a question on a chat that nobody pays for is refused after a moment', async () => {
  await manyTimes({ token: null }, async (chat) => {
    expect(await chat.call('SendMessage', 'Hi.')).toMatchObject([
      { type: 'error', message: expect.stringContaining('purchase token') },
    ]);
  });
});
