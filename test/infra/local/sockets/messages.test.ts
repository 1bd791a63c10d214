import { expect, test } from 'vitest';
import { FrameScanner } from '../../../../infra/local/sockets/frames.ts';
import { eventually } from '../../../support/local/eventually.ts';
import { socketsOf } from '../../../support/local/sockets.ts';

const kibibyte = 1024;
const id = /^[\w-]{15}=$/;
const messages = (body: string) => ({ 'chat/message': `export const handler = async (event) => ${body};` });
const idOf = (sockets: { connections: readonly { id: string }[] }) => sockets.connections[0]?.id;

test("$default's function gets each message, with no headers", async () => {
  const { connect, eventsOf, sockets } = await socketsOf(
    messages('(console.info(event), { statusCode: 200 })'),
  );
  const client = await connect({ headers: { 'User-Agent': 'tests' } });
  client.send('{"ä":1}\u001e');
  await eventually(() => eventsOf('chat/message')).toHaveLength(1);
  const [connected] = eventsOf('chat/connect');
  expect(eventsOf('chat/message')[0]).toEqual({
    requestContext: {
      routeKey: '$default',
      messageId: expect.stringMatching(id),
      eventType: 'MESSAGE',
      extendedRequestId: expect.stringMatching(id),
      requestTime: expect.any(String),
      messageDirection: 'IN',
      stage: 'ai-chat',
      connectedAt: connected.requestContext.connectedAt,
      requestTimeEpoch: expect.any(Number),
      identity: { sourceIp: '127.0.0.1', userAgent: 'tests' },
      requestId: expect.stringMatching(id),
      domainName: '127.0.0.1',
      connectionId: idOf(sockets),
      apiId: expect.any(String),
    },
    body: '{"ä":1}\u001e',
    isBase64Encoded: false,
  });
});

test("the function's body is the reply; without one there is none", async () => {
  const { connect } = await socketsOf(
    messages(`event.body === 'silence' ? { statusCode: 200 } : event.body === 'empty'
      ? { statusCode: 200, body: '' } : { statusCode: 200, body: 'reply to ' + event.body }`),
  );
  const client = await connect();
  for (const message of ['silence', 'empty', 'one']) client.send(message);
  expect(await client.next()).toBe('reply to one');
  client.send('two');
  expect(await client.next()).toBe('reply to two');
  expect(client.messages).toHaveLength(2);
});

test('an error status does not hold the body back', async () => {
  const { connect } = await socketsOf(messages("({ statusCode: 400, body: 'bad' })"));
  const client = await connect();
  client.send('x');
  expect(await client.next()).toBe('bad');
});

test('messages do not wait for each other', async () => {
  const { connect } = await socketsOf({
    'chat/message': `const waiting = [];
      export const handler = async ({ body }) => {
        if (body === 'go') for (const resolve of waiting.reverse()) resolve();
        else await new Promise((resolve) => waiting.push(resolve));
        return { statusCode: 200, body };
      };`,
  });
  const client = await connect();
  for (const message of ['first', 'second', 'go']) client.send(message);
  const heard = [await client.next(), await client.next(), await client.next()];
  expect(heard.toSorted()).toEqual(['first', 'go', 'second']);
  expect(heard.indexOf('second')).toBeLessThan(heard.indexOf('first'));
});

test('when a function fails, the client is told and stays connected', async () => {
  const { connect, sockets } = await socketsOf(
    messages(`({
      throws: () => { throw new Error('boom'); },
      'returns nothing': () => undefined,
      'returns text': () => 'text',
      'returns 128 KB': () => ({ statusCode: 200, body: 'x'.repeat(128 * 1024) }),
      'returns over 128 KB': () => ({ statusCode: 200, body: 'x'.repeat(128 * 1024 + 1) }),
    })[event.body]()`),
  );
  const client = await connect();
  const requestId = expect.stringMatching(id);
  for (const what of ['throws', 'returns nothing', 'returns text', 'returns over 128 KB']) {
    client.send(what);
    const said = await client.next();
    expect(said).toMatch(/^\{"message": "Internal server error", "connectionId":"/);
    expect(JSON.parse(said)).toEqual({
      message: 'Internal server error',
      connectionId: idOf(sockets),
      requestId,
    });
  }
  client.send('returns 128 KB');
  expect(await client.next()).toHaveLength(128 * kibibyte);
});

test('when a function takes too long, the client is told', async () => {
  const { connect, host, sockets } = await socketsOf(messages('new Promise(() => {})'), {
    limits: { integrationMilliseconds: 500 },
  });
  await host.invoke('chat/connect', {});
  const client = await connect();
  client.send('x');
  expect(JSON.parse(await client.next())).toMatchObject({
    message: 'Endpoint request timed out',
    connectionId: idOf(sockets),
  });
});

test('a reply over 32 KB arrives complete, in frames of at most 32 KB', async () => {
  const { connect } = await socketsOf(messages("({ statusCode: 200, body: 'ä'.repeat(64 * 1024) })"));
  const client = await connect();
  const sizes: number[] = [];
  const scanner = new FrameScanner(({ length }) => sizes.push(length));
  client.socket.prependListener('data', (chunk) => scanner.scan(chunk));
  client.send('x');
  expect(await client.next()).toBe('ä'.repeat(64 * kibibyte));
  expect(sizes).toEqual(Array.from({ length: 4 }, () => 32 * kibibyte));
});

test('a message of 128 KB passes in frames of 32 KB', async () => {
  const { connect } = await socketsOf(messages('({ statusCode: 200, body: String(event.body.length) })'));
  const { ws, next } = await connect();
  const frame = 'x'.repeat(32 * kibibyte);
  for (const fin of [false, false, false, true]) ws.send(frame, { fin });
  expect(await next()).toBe(String(128 * kibibyte));
  ws.send('');
  expect(await next()).toBe('0');
});

test('a message over the limits closes with its code and reaches no function', async () => {
  const { connect, eventsOf, sockets } = await socketsOf(messages('console.info(event)'));
  const frame = 'x'.repeat(32 * kibibyte);
  const cases: [what: string, code: number, frames: (string | Buffer)[]][] = [
    ['a frame over 32 KB', 1009, [`${frame}x`]],
    ['a frame over 32 KB midway', 1009, ['x', `${frame}x`, '']],
    ['a message over 128 KB', 1009, [frame, frame, frame, frame, 'x']],
    ['a message of a megabyte', 1009, ['x'.repeat(kibibyte * kibibyte)]],
    ['a binary message', 1003, [Buffer.from('x')]],
    ['a binary message in frames', 1003, [Buffer.from('x'), '']],
  ];
  for (const [what, code, frames] of cases) {
    const { ws, closed } = await connect();
    for (const [at, data] of frames.entries()) ws.send(data, { fin: at === frames.length - 1 });
    expect({ what, ...(await closed) }).toMatchObject({ what, code });
    expect(sockets.connections).toEqual([]);
    await eventually(() => eventsOf('chat/disconnect').at(-1)).toMatchObject({
      requestContext: { disconnectStatusCode: code },
    });
  }
  await eventually(() => eventsOf('chat/disconnect')).toHaveLength(cases.length);
  expect(eventsOf('chat/message')).toEqual([]);
});

test('invalid UTF-8 closes with 1007', async () => {
  const { connect } = await socketsOf();
  const { ws, closed } = await connect();
  ws.send(Buffer.from([0x61, 0xff]), { binary: false });
  expect(await closed).toMatchObject({ code: 1007 });
});

test('pings get pongs, and do not reach the function', async () => {
  const { connect, eventsOf } = await socketsOf(messages('console.info(event)'));
  const { ws } = await connect();
  const pong = new Promise<string>((resolve) => ws.once('pong', (data) => resolve(String(data))));
  ws.ping('hello');
  expect(await pong).toBe('hello');
  expect(eventsOf('chat/message')).toEqual([]);
});

test('every message of a flood of 1,000 gets a reply', async () => {
  const { connect } = await socketsOf({}, { limits: { concurrentMessages: 10 } });
  const client = await connect();
  const sent = Array.from({ length: 1_000 }, (_, n) => String(n));
  for (const message of sent) client.send(message);
  await eventually(() => client.messages.length).toBe(1_000);
  expect(new Set(client.messages)).toEqual(new Set(sent));
});
