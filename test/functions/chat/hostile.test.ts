import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { says } from '../../../infra/local/scripted-model/index.ts';
import { openPlain, type PlainChat } from '../../support/chat/plain.ts';
import { openSocket } from '../../support/chat/socket.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';

const END = '\u001e';
const KIB = 1024;

let system: ChatSystem;
/** Somebody who has nothing to do with it. */
let bystander: PlainChat;
beforeAll(async () => {
  system = await startChatSystem();
  bystander = await openPlain(system.chatUrl);
  system.model.script(says('Hello.'));
});
afterAll(async () => {
  await bystander.close();
  await system.stop();
});

const call = (text: string) => JSON.stringify({ method: 'SendMessage', arguments: [text] });

async function expectBystanderAnswered(): Promise<void> {
  expect(await bystander.call('SendMessage', 'Hi.')).toEqual([
    { type: 'messageResponse', message: 'Hello.' },
    { type: 'done' },
  ]);
}

describe('the connection is closed, and the others go on, over', () => {
  it.each([
    ['a binary frame', 1003, Buffer.from([1, 2, 3])],
    ['a frame of more than 32 KiB', 1009, call('x'.repeat(33 * KIB))],
    ['a message of more than 128 KiB', 1009, call('x'.repeat(129 * KIB))],
  ])('%s', async (_name, code, message) => {
    const chat = await openSocket(system.chatUrl);
    chat.ws.send(message);
    expect((await chat.closed).code).toBe(code);
    await expectBystanderAnswered();
  });
});

/** Sends a message in frames of 30 KiB, as API Gateway wants it of whoever has more to say. */
function sendInFrames(chat: Pick<PlainChat, 'ws'>, message: string): void {
  const whole = Buffer.from(message);
  for (let at = 0; at < whole.length; at += 30 * KIB) {
    const fin = at + 30 * KIB >= whole.length;
    chat.ws.send(whole.subarray(at, at + 30 * KIB), { fin, binary: false });
  }
}

it('32 KiB of text are taken, in frames that API Gateway takes', async () => {
  const chat = await openPlain(system.chatUrl);
  sendInFrames(chat, call('x'.repeat(32 * KIB)));
  expect(await chat.nextObject()).toMatchObject({ type: 'messageResponse' });
  await chat.close();
});

it.each([
  ['in letters', 'x'.repeat(33 * KIB)],
  ['in characters of three bytes', '€'.repeat(11 * KIB)],
])('33 KiB of text %s are refused in words', async (_name, text) => {
  const chat = await openPlain(system.chatUrl);
  sendInFrames(chat, call(text));
  expect(await chat.nextObject()).toEqual({
    type: 'error',
    message: expect.stringContaining('The message is too long'),
  });
  await chat.close();
});

it('a record as large as a message can be is refused in words', async () => {
  const chat = await openSocket(system.chatUrl);
  chat.send(`{"protocol":"json","version":1}${END}`);
  expect(await chat.next()).toBe(`{}${END}`);
  const text = 'x'.repeat(127 * KIB);
  sendInFrames(
    chat,
    JSON.stringify({ type: 1, invocationId: '1', target: 'SendMessage', arguments: [text] }) + END,
  );
  const records = (await chat.next()).split(END).slice(0, -1);
  expect(records.map((record) => JSON.parse(record))).toEqual([
    {
      type: 1,
      target: 'ReceiveMessage',
      arguments: [{ type: 'messageResponse', message: expect.stringContaining('The message is too long') }],
    },
    { type: 3, invocationId: '1' },
  ]);
  await chat.close();
});

it('JSON nested without end is refused in words', async () => {
  const chat = await openPlain(system.chatUrl);
  chat.send('['.repeat(20_000));
  expect(await chat.nextObject()).toMatchObject({ type: 'error' });
  chat.send(`{"method":"SendMessage","arguments":[${'['.repeat(10_000)}${']'.repeat(10_000)}]}`);
  expect(await chat.nextObject()).toMatchObject({ type: 'error' });
  await chat.close();
});

it('names out of JavaScript itself do nothing', async () => {
  const chat = await openPlain(system.chatUrl);
  for (const method of ['__proto__', 'constructor', 'hasOwnProperty', '']) {
    expect(await chat.call(method)).toEqual([{ type: 'error', message: 'Unknown method.' }]);
  }
  chat.send('{"__proto__":{"method":"RestartChat"},"arguments":[]}');
  expect(await chat.nextObject()).toMatchObject({
    type: 'error',
    message: expect.stringContaining('JSON object'),
  });
  await chat.close();
});
