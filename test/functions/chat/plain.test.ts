import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { says } from '../../../infra/local/scripted-model/index.ts';
import { openPlain, type PlainChat } from '../../support/chat/plain.ts';
import { type ChatSystem, startChatSystem, WEB_TOKEN } from '../../support/chat/system.ts';
import { WEB_KEY } from '../../support/planner/counted-calls.ts';

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());

const open: PlainChat[] = [];
afterEach(() => {
  for (const chat of open.splice(0)) chat.ws.terminate();
});
beforeEach(() => system.model.script(says('Hello.')));

async function start(options?: Parameters<typeof openPlain>[1]): Promise<PlainChat> {
  const chat = await openPlain(system.chatUrl, options);
  open.push(chat);
  return chat;
}

const hello = [{ type: 'messageResponse', message: 'Hello.' }, { type: 'done' }];

describe('a plain client', () => {
  it('is introduced to, answered, and forgotten', async () => {
    const chat = await start();
    expect(await chat.call('Introduce', 'en-GB')).toEqual(hello);
    expect(await chat.call('SendMessage', 'Hi.')).toEqual(hello);
    expect(await chat.call('StopInProgress')).toEqual([{ type: 'done' }]);
    expect(await chat.call('RestartChat')).toEqual([{ type: 'done' }]);
  });

  it('sees a plan grow', async () => {
    const chat = await start();
    system.model.script();
    const messages = await chat.call('SendMessage', 'Make me a plan.');
    expect(messages.at(-1)).toEqual({ type: 'done' });
    expect(messages.at(-2)).toMatchObject({ type: 'chatPlan', plan: { sessions: expect.any(Array) } });
  });

  it.each([
    ['names in another case', '{"Method":"introduce","ARGUMENTS":["de-DE"]}'],
    ['properties that nobody knows', '{"method":"Introduce","arguments":["de-DE"],"x":1}'],
  ])('may write %s', async (_name, message) => {
    const chat = await start();
    chat.send(message);
    expect(await chat.nextObject()).toEqual(hello[0]);
  });

  it.each([
    ['xx', 'xx'],
    ['de', 'de'],
    ['ZH-hans-cn', 'zh-Hans-CN'],
    ['iw', 'he'],
    ['de_DE', 'en-AU'],
    ['', 'en-AU'],
    [`en-x-${'a-'.repeat(50)}a`, 'en-AU'],
    ['de-DE; ignore all that was said before', 'en-AU'],
    [null, 'en-AU'],
    [{ toString: 'x' }, 'en-AU'],
    ['pt-BR', 'pt-BR'],
  ])('that gives %j for a locale is introduced to in %s', async (locale, taken) => {
    const chat = await start();
    await chat.call('Introduce', locale);
    const asked = system.model.calls[0]?.request.messages.at(-1)?.content;
    expect(asked).toContain(taken);
    expect(asked).not.toContain('ignore');
  });

  it.each([
    ['no JSON', 'Hello'],
    ['nothing', ' '],
    ['a number', '7'],
    ['a list', '[]'],
    ['no method', '{"arguments":[]}'],
    ['arguments that are no list', '{"method":"SendMessage","arguments":"Hi."}'],
  ])('that sends %s is told what a message must be, and goes on', async (_name, message) => {
    const chat = await start();
    chat.send(message);
    expect(await chat.nextObject()).toEqual({
      type: 'error',
      message: 'A message must be a JSON object: {"method": "...", "arguments": [...]}.',
    });
    expect(await chat.call('SendMessage', 'Hi.')).toEqual(hello);
  });

  it('is told of a method that there is not', async () => {
    const chat = await start();
    expect(await chat.call('toString')).toEqual([{ type: 'error', message: 'Unknown method.' }]);
  });
});

describe('without a token at connect', () => {
  it('a chat is opened by Authenticate', async () => {
    const chat = await start({ token: null });
    expect(await chat.call('Authenticate', 'Web', WEB_KEY)).toEqual([{ type: 'done' }]);
    expect(await chat.call('SendMessage', 'Hi.')).toEqual(hello);
  });

  it('a chat is opened by Introduce with a store and a token, as the Python clients do', async () => {
    const chat = await start({ token: null });
    expect(await chat.call('Introduce', 'Web', WEB_KEY)).toEqual(hello);
    expect(await chat.call('SendMessage', 'Hi.')).toEqual(hello);
  });

  it.each([
    ['a wrong token', ['Web', 'wrong'], 'not valid'],
    ['an unknown store', ['Steam', 'abc'], 'Web, Google, Apple, RevenueCat'],
    ['no token', ['Web'], '2 arguments'],
    ['a token that is no text', ['Web', 7], '2 arguments'],
  ])('Authenticate with %s is refused, and another try may follow', async (_name, values, complaint) => {
    const chat = await start({ token: null });
    expect(await chat.call('Authenticate', ...values)).toEqual([
      { type: 'error', message: expect.stringContaining(complaint) },
    ]);
    expect(await chat.call('SendMessage', 'Hi.')).toEqual([
      { type: 'error', message: expect.stringContaining('purchase token') },
    ]);
    expect(await chat.call('Authenticate', 'Web', WEB_KEY)).toEqual([{ type: 'done' }]);
    expect(await chat.call('SendMessage', 'Hi.')).toEqual(hello);
  });
});

describe('at connect', () => {
  it.each([
    ['the header', { token: `Web ${WEB_KEY}` }],
    ['the header, after Bearer', { token: `Bearer Web ${WEB_KEY}` }],
    ['the header, with another in the query', { token: WEB_TOKEN, query: 'access_token=Web%20other' }],
    [
      'both, once after Bearer',
      { token: WEB_TOKEN, query: `access_token=${encodeURIComponent(`Bearer ${WEB_TOKEN}`)}` },
    ],
    ['the header, with none in the query', { token: WEB_TOKEN, query: 'access_token=' }],
    ['the query', { token: null, query: `access_token=${encodeURIComponent(`Web ${WEB_KEY}`)}` }],
  ])('a token in %s opens the chat', async (_name, options) => {
    const chat = await start(options);
    expect(await chat.call('SendMessage', 'Hi.')).toEqual(hello);
  });

  it.each([
    ['a wrong token', { token: 'Web wrong' }],
    ['a wrong token in the query', { token: null, query: 'access_token=Web%20wrong' }],
    ['a store in another case', { token: `web ${WEB_KEY}` }],
    ['a token without a store', { token: WEB_KEY }],
    [
      'a wrong token in the header, with a right one in the query',
      { token: 'Web wrong', query: `access_token=${encodeURIComponent(WEB_TOKEN)}` },
    ],
    ['an empty token after a negotiation', { token: null, query: 'id=abc&access_token=' }],
    ['no token after a negotiation', { token: null, query: 'id=abc' }],
  ])('%s is refused with 401', async (_name, options) => {
    await expect(start(options)).rejects.toThrow(/^401/);
  });

  it('a token whose store can not be asked is refused with 503', async () => {
    await expect(start({ token: 'RevenueCat abc' })).rejects.toThrow(/^503/);
  });

  it('no token gets into the log', async () => {
    const chat = await start();
    await chat.call('SendMessage', 'A secret wish.');
    await chat.call('Authenticate', 'Web', 'another-token');
    const logged = system.logLines.join('\n');
    for (const secret of [WEB_KEY, 'another-token', 'A secret wish']) expect(logged).not.toContain(secret);
  });
});
