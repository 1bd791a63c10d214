import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { breaksOff, fails, says, speaks } from '../../../infra/local/scripted-model/index.ts';
import { type AppChat, openApp } from '../../support/chat/app.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';

// LiftLog's app drops the error of a completion, and removes all its handlers at the end of any call.

const MAX_ANSWERS = 2;

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem({ CHAT_MAX_ANSWERS: MAX_ANSWERS, RATE_LIMIT_WEB_PER_DAY: 3 });
});
afterAll(() => system.stop());

const open: AppChat[] = [];
beforeEach(async () => {
  system.model.script(says('Hello.'));
  await system.rateLimit.query('delete from rate_limit_consumptions');
});
afterEach(() => Promise.all(open.splice(0).map((chat) => chat.leave())));

const message = (text: string) => ({ type: 'messageResponse', message: expect.stringContaining(text) });

describe.each([
  ['/ai-chat', 'chatUrl', { introduce: ['en-GB'], say: [] }],
  ['/ai-chat-v2', 'chatV2Url', { introduce: ['en-GB', 3, 'kilograms'], say: [3] }],
] as const)('the app at %s', (_path, url, more) => {
  async function start(): Promise<AppChat> {
    const chat = await openApp(system[url]);
    open.push(chat);
    return chat;
  }
  const introduce = (chat: AppChat) => chat.ask('Introduce', ...more.introduce);
  const say = (chat: AppChat, text: string) => chat.ask('SendMessage', text, ...more.say);

  async function told(chat: AppChat, text: string): Promise<unknown> {
    const { received, completed } = say(chat, text);
    await completed;
    return received.at(-1);
  }

  it('shows that the limit is reached, and until when', async () => {
    for (let chats = 1; chats <= 3; chats += 1) await told(await start(), 'Hi.');
    expect(await told(await start(), 'Hi.')).toEqual(message('3 calls in 24 hours'));
    expect(await told(await start(), 'Hi.')).toEqual(message(`${new Date().getUTCFullYear()} at`));
  });

  it('shows that the chat is full, and begins anew on the same connection', async () => {
    const chat = await start();
    for (let answer = 1; answer <= MAX_ANSWERS; answer += 1) await told(chat, 'Hi.');
    expect(await told(chat, 'Hi.')).toEqual(message('this one is full'));
    await chat.tell('RestartChat');
    const { received, completed } = introduce(chat);
    await completed;
    expect(received).toEqual([message('Hello.')]);
    const { rows } = await system.rateLimit.query(
      'select cardinality(requests) as calls from rate_limit_consumptions',
    );
    expect(rows).toEqual([{ calls: 2 }]);
  });

  it('shows that the model fails', async () => {
    system.model.script(fails(400));
    expect(await told(await start(), 'Hi.')).toEqual(message('model'));
  });

  it('keeps the words of an answer that breaks off, and shows that it did', async () => {
    system.model.script(breaksOff('{"answer":"Hello there, and welcome"}', 24, { piece: 6, pause: 100 }));
    expect(await told(await start(), 'Hi.')).toEqual({
      type: 'messageResponse',
      message: expect.stringMatching(/^Hello.*\n\n.*model/),
    });
  });

  it('shows that the planner is down', async () => {
    const chat = await start();
    system.lambdaApi.faults.fail('TooManyRequestsException', { times: 10 });
    expect(await told(chat, 'Hi.')).toEqual(message('The planner can not be reached'));
    system.lambdaApi.faults.clear();
  });

  it('shows nothing of an old answer in the chat that it begins anew', async () => {
    const chat = await start();
    system.model.script(
      speaks('An old answer that goes on and on.', { piece: 2, pause: 100 }),
      speaks('A new beginning.', { piece: 4, pause: 200 }),
    );
    const old = say(chat, 'Go on.');
    await expect.poll(() => old.received.length).toBeGreaterThan(0);
    await chat.tell('RestartChat');
    const begun = introduce(chat);
    let isNewOver = false;
    const oldIsLast = old.completed.then(() => expect(isNewOver).toBe(true));
    await begun.completed;
    isNewOver = true;
    expect(begun.received.at(-1)).toEqual(message('A new beginning.'));
    // Once the new answer has begun, nothing of the old one comes.
    const texts = begun.received.map((response) => ('message' in response ? response.message : ''));
    const first = texts.findIndex((text) => text.startsWith('A n'));
    for (const text of texts.slice(first)) expect('A new beginning.').toContain(text);
    await oldIsLast;
  });
});
