import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { says } from '../../../infra/local/scripted-model/index.ts';
import { openSocket } from '../../support/chat/socket.ts';
import type { Client } from '../../support/chat/socket-client.ts';
import { type ChatSystem, startChatSystem } from '../../support/chat/system.ts';

// What SignalR's own client never sends, or hides.

const END = '\u001e';
const HANDSHAKE = `{"protocol":"json","version":1}${END}`;
const PING = `{"type":6}${END}`;

let system: ChatSystem;
beforeAll(async () => {
  system = await startChatSystem();
});
afterAll(() => system.stop());

let socket: Client;
beforeEach(async () => {
  system.model.script(says('Hello.'));
  socket = await openSocket(system.chatUrl);
});
afterEach(() => socket.ws.terminate());

const records = (...values: unknown[]) => values.map((value) => JSON.stringify(value) + END).join('');
const nextRecords = async () =>
  (await socket.next())
    .split(END)
    .slice(0, -1)
    .map((record) => JSON.parse(record));

async function shakeHands(): Promise<void> {
  socket.send(HANDSHAKE);
  expect(await nextRecords()).toEqual([{}]);
}

it('answers each ping with a ping', async () => {
  await shakeHands();
  socket.send(PING);
  expect(await socket.next()).toBe(PING);
  socket.send(PING);
  expect(await socket.next()).toBe(PING);
});

it('answers several records of one message, in order', async () => {
  await shakeHands();
  socket.send(
    records(
      { type: 6 },
      { type: 1, invocationId: 'a', target: 'RestartChat', arguments: [] },
      { type: 1, invocationId: 'b', target: 'Nothing', arguments: [] },
      { type: 6 },
    ),
  );
  expect(await nextRecords()).toEqual([
    { type: 6 },
    { type: 3, invocationId: 'a' },
    { type: 3, invocationId: 'b', error: 'Unknown method.' },
    { type: 6 },
  ]);
});

it('takes a handshake and a call in one message', async () => {
  socket.send(HANDSHAKE + records({ type: 1, invocationId: '1', target: 'SendMessage', arguments: ['Hi.'] }));
  expect(await nextRecords()).toEqual([{}]);
  expect(await nextRecords()).toEqual([
    { type: 1, target: 'ReceiveMessage', arguments: [{ type: 'messageResponse', message: 'Hello.' }] },
  ]);
  expect(await nextRecords()).toEqual([{ type: 3, invocationId: '1' }]);
});

it('sends no completion where none is waited for', async () => {
  await shakeHands();
  const without = (target: string, ...values: unknown[]) => ({ type: 1, target, arguments: values });
  socket.send(records(without('Nothing'), without('RestartChat'), { type: 6 }));
  expect(await socket.next()).toBe(PING);

  socket.send(records(without('SendMessage', 'Hi.')));
  const seen = await nextRecords();
  const lastOf = async (invocationId: string) => {
    socket.send(records({ ...without('SendMessage', 'Hi.'), invocationId }));
    while (seen.at(-1).invocationId !== invocationId) seen.push(...(await nextRecords()));
    return seen.at(-2).arguments[0].message;
  };
  // Until the first answer has ended, another is refused.
  for (let call = 0; (await lastOf(`call ${call}`)) !== 'Hello.'; call += 1);
  expect(seen.filter(({ type, invocationId }) => type === 3 && !invocationId?.startsWith('call'))).toEqual(
    [],
  );
});

it('says in the chat what no completion can say', async () => {
  await shakeHands();
  system.model.script(says('Slow.', { thinking: 3_000 }));
  const ask = records({ type: 1, target: 'SendMessage', arguments: ['Hi.'] });
  socket.send(ask);
  await expect.poll(() => system.model.calls.length, { timeout: 10_000 }).toBe(1);
  socket.send(ask);
  expect(await nextRecords()).toEqual([
    {
      type: 1,
      target: 'ReceiveMessage',
      arguments: [{ type: 'messageResponse', message: expect.stringContaining('An answer is running') }],
    },
  ]);
});

it.each([0, 1, 2])('answers a handshake of version %s', async (version) => {
  socket.send(records({ protocol: 'json', version }));
  expect(await nextRecords()).toEqual([{}]);
  socket.send(PING);
  expect(await socket.next()).toBe(PING);
});

it.each([
  ['another protocol', { protocol: 'messagepack', version: 1 }],
  ['another version', { protocol: 'json', version: 3 }],
])('refuses a handshake for %s', async (_name, handshake) => {
  socket.send(records(handshake));
  expect(await nextRecords()).toEqual([{ error: 'The protocol must be json, version 0, 1 or 2.' }]);
});

it('refuses the handshake of a client that has shown no token', async () => {
  const anonymous = await openSocket(system.chatUrl, { token: null });
  anonymous.send(HANDSHAKE);
  expect(JSON.parse((await anonymous.next()).slice(0, -1))).toEqual({
    error: expect.stringContaining('purchase token'),
  });
  anonymous.ws.terminate();
});

it('closes over the piece of a record, and says why', async () => {
  await shakeHands();
  socket.send('{"type":1,"invocationId":"1","target":"SendMessage","argume');
  expect(await nextRecords()).toEqual([{ type: 7, error: 'A record must come whole in one message.' }]);
});

it.each([
  ['no JSON', `Hello${END}`],
  ['no object', `[1]${END}`],
  ['an empty record', END],
  ['an invocation without a target', records({ type: 1, arguments: [] })],
  ['an invocation without arguments', records({ type: 1, target: 'StopInProgress' })],
  [
    'an endless invocation id',
    records({ type: 1, invocationId: 'x'.repeat(101), target: 'a', arguments: [] }),
  ],
  ['more records than any client sends', PING.repeat(101)],
])('closes over %s', async (_name, message) => {
  await shakeHands();
  socket.send(message);
  expect(await nextRecords()).toEqual([{ type: 7, error: expect.any(String) }]);
});

it('ignores what it knows nothing of', async () => {
  await shakeHands();
  socket.send(
    records(
      { type: 99, what: 'ever' },
      { type: 5, invocationId: '1' },
      { type: 7 },
      { type: 8, sequenceId: 1 },
    ),
  );
  socket.send(PING);
  expect(await socket.next()).toBe(PING);
});

it('knows no method that streams', async () => {
  await shakeHands();
  socket.send(records({ type: 4, invocationId: '9', target: 'SendMessage', arguments: ['Hi.'] }));
  expect(await nextRecords()).toEqual([{ type: 3, invocationId: '9', error: 'Unknown method.' }]);
});

it('refuses plain JSON on a socket that has shaken hands', async () => {
  await shakeHands();
  socket.send('{"method":"SendMessage","arguments":["Hi."]}');
  expect(JSON.parse(await socket.next())).toEqual({
    type: 'error',
    message: expect.stringContaining('other protocol'),
  });
});
