import { connect as connectTcp } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Refused } from '../../../support/chat/socket-client.ts';
import { eventually } from '../../../support/local/eventually.ts';
import { socketsOf } from '../../../support/local/sockets.ts';

const id = /^[\w-]{15}=$/;
const returning = (returned: string) => ({
  'chat/connect': `export const handler = async (event) => (${returned});`,
});

async function refusalOf(connecting: Promise<unknown>): Promise<{ status: number; body: any }> {
  const error = await connecting.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`);
  return { status: error.status, body: JSON.parse(error.body) };
}

/** Sends bytes as they are and reads until the server closes. */
async function raw(url: string, ...lines: string[]): Promise<string> {
  const socket = connectTcp(Number(new URL(url).port), '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  return text(socket);
}

test("$connect's function gets the handshake's headers and query", async () => {
  const { connect, eventsOf } = await socketsOf();
  const headers = { Authorization: 'Web key', 'User-Agent': 'tests' };
  await connect({ path: '/ai-chat?id=1&id=2&access_token=a%20b', headers });
  const [event] = eventsOf('chat/connect');
  expect(event).toEqual({
    headers: expect.objectContaining({
      Authorization: 'Web key',
      Host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': expect.any(String),
      'X-Forwarded-For': '127.0.0.1',
      'X-Amzn-Trace-Id': expect.any(String),
    }),
    multiValueHeaders: expect.objectContaining({ Authorization: ['Web key'] }),
    queryStringParameters: { id: '2', access_token: 'a b' },
    multiValueQueryStringParameters: { id: ['1', '2'], access_token: ['a b'] },
    requestContext: {
      routeKey: '$connect',
      eventType: 'CONNECT',
      extendedRequestId: expect.stringMatching(id),
      requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      messageDirection: 'IN',
      stage: 'ai-chat',
      connectedAt: expect.any(Number),
      requestTimeEpoch: expect.any(Number),
      identity: { sourceIp: '127.0.0.1', userAgent: 'tests' },
      requestId: expect.stringMatching(id),
      domainName: '127.0.0.1',
      connectionId: expect.stringMatching(id),
      apiId: expect.any(String),
    },
    isBase64Encoded: false,
  });
  const names = Object.keys(event.headers).map((name) => name.toLowerCase());
  expect(names).not.toContain('connection');
  expect(names).not.toContain('upgrade');
});

test('without a query the event has none', async () => {
  const { connect, eventsOf } = await socketsOf();
  await connect();
  expect(eventsOf('chat/connect')[0]).not.toHaveProperty('queryStringParameters');
  expect(eventsOf('chat/connect')[0]).not.toHaveProperty('multiValueQueryStringParameters');
});

test('a function that returns an error status refuses, and the client sees no more of it', async () => {
  const { connect, sockets, records, eventsOf } = await socketsOf(
    returning(
      "{ statusCode: +event.queryStringParameters.s, body: 'secret', headers: { 'x-own': 'secret' } }",
    ),
  );
  for (const status of [301, 401, 403, 429, 500]) {
    const refused = connect({ path: `/ai-chat?s=${status}` });
    await expect(refused).rejects.toMatchObject({ headers: { 'content-type': 'application/json' } });
    await expect(refused).rejects.not.toMatchObject({ headers: { 'x-own': 'secret' } });
    const refusal = await refusalOf(refused);
    expect(refusal.status).toBe(status);
    expect(refusal.body).toEqual({
      message: expect.not.stringContaining('secret'),
      connectionId: expect.stringMatching(id),
      requestId: expect.stringMatching(id),
    });
    expect(records.at(-1)).toMatchObject({ event: 'connect', path: '/ai-chat', status });
  }
  expect(sockets.connections).toEqual([]);
  expect(eventsOf('chat/disconnect')).toEqual([]);
});

test('a function that fails, or returns what API Gateway does not accept, refuses with 502', async () => {
  const results = [
    "Promise.reject(new Error('boom'))",
    'undefined',
    '"text"',
    '{ body: "" }',
    '{ statusCode: "200" }',
    '{ statusCode: 101 }',
    '{ statusCode: 200, body: {} }',
  ];
  const { connect } = await socketsOf(
    returning(`[${results.map((each) => `() => (${each})`).join()}][event.queryStringParameters.n]()`),
  );
  for (const [n, result] of results.entries()) {
    const refusal = await refusalOf(connect({ path: `/ai-chat?n=${n}` }));
    const body = { message: 'Internal server error' };
    expect({ result, ...refusal }).toMatchObject({ result, status: 502, body });
  }
});

test('a function that takes too long refuses with 504', async () => {
  const { connect } = await socketsOf(returning('new Promise(() => {})'), {
    limits: { integrationMilliseconds: 100 },
  });
  const { status, body } = await refusalOf(connect());
  expect(status).toBe(504);
  expect(body).toMatchObject({ message: 'Endpoint request timed out' });
});

test('there is no connection until the function has returned', async () => {
  const slow = `export const handler = async (event) => {
    console.info(event);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { statusCode: 200 };
  };`;
  const { connect, eventsOf, post, sockets } = await socketsOf({ 'chat/connect': slow });
  const connecting = connect();
  await eventually(() => eventsOf('chat/connect')).toHaveLength(1);
  const { connectionId } = eventsOf('chat/connect')[0].requestContext;
  await expect(post(connectionId, 'early')).rejects.toMatchObject({ name: 'GoneException' });
  expect(sockets.connections).toEqual([]);
  const client = await connecting;
  await post(connectionId, 'now');
  expect(await client.next()).toBe('now');
});

test('a client that disconnects before the response was never connected', async () => {
  const slow = `export const handler = async (event) => {
    console.info(event);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { statusCode: 200 };
  };`;
  const { url, eventsOf, records, sockets } = await socketsOf({ 'chat/connect': slow });
  const socket = connectTcp(Number(new URL(url).port), '127.0.0.1');
  socket.write(
    'GET /ai-chat HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  await eventually(() => eventsOf('chat/connect')).toHaveLength(1);
  socket.resetAndDestroy();
  await eventually(() => records).toHaveLength(1);
  expect(sockets.connections).toEqual([]);
  expect(eventsOf('chat/disconnect')).toEqual([]);
});

test('a handshake at any other path is forbidden', async () => {
  const { connect, eventsOf } = await socketsOf();
  for (const path of ['/', '/v2/ai-chat', '/ai-chat/', '/ai-chat/negotiate', '/other?x=/ai-chat']) {
    const refusal = await refusalOf(connect({ path }));
    expect({ path, ...refusal }).toMatchObject({ path, status: 403, body: { message: 'Forbidden' } });
  }
  expect(eventsOf('chat/connect')).toEqual([]);
});

test('a plain request to the path must upgrade, and to other paths is not for the sockets', async () => {
  const { url } = await socketsOf();
  for (const method of ['GET', 'POST']) {
    const response = await fetch(`${url}/ai-chat?id=1`, { method });
    expect(response.status).toBe(426);
    expect(response.headers.get('upgrade')).toBe('websocket');
    expect(await response.json()).toMatchObject({ status: 426 });
  }
  expect((await fetch(`${url}/ai-chat/negotiate`, { method: 'POST' })).status).toBe(404);
});

test('an offer of another protocol is an ordinary request', async () => {
  const { url } = await socketsOf();
  const response = await raw(url, 'GET /x HTTP/1.1', 'Host: a', 'Connection: Upgrade, close', 'Upgrade: h2c');
  expect(response).toMatch(/^HTTP\/1\.1 404 /);
});

test('an invalid handshake does not reach the function', async () => {
  const { url, eventsOf } = await socketsOf();
  const upgrade = ['Host: a', 'Connection: Upgrade', 'Upgrade: websocket'];
  const noKey = await raw(url, 'GET /ai-chat HTTP/1.1', ...upgrade, 'Sec-WebSocket-Version: 13');
  expect(noKey).toMatch(/^HTTP\/1\.1 400 /);
  const old = ['Sec-WebSocket-Version: 7', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='];
  expect(await raw(url, 'GET /ai-chat HTTP/1.1', ...upgrade, ...old)).toMatch(/^HTTP\/1\.1 400 /);
  expect(eventsOf('chat/connect')).toEqual([]);
});

test('an address over 4,096 characters is refused, and so are headers over 10,240 bytes', async () => {
  const { connect } = await socketsOf();
  const long = (characters: number) => connect({ path: `/ai-chat?access_token=${'x'.repeat(characters)}` });
  await expect(long(4_000)).resolves.toBeDefined();
  expect(await refusalOf(long(4_096))).toMatchObject({ status: 414 });
  const headers = { 'x-long': 'x'.repeat(10_240) };
  expect(await refusalOf(connect({ headers }))).toMatchObject({ status: 431 });
});

test('compression is never agreed on', async () => {
  const { connect } = await socketsOf();
  const { ws } = await connect({ perMessageDeflate: true });
  expect(ws.extensions).toBe('');
});

test('a subprotocol is the one the function chose, or none', async () => {
  const choosing = returning("{ statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'two' } }");
  const chosen = await socketsOf(choosing);
  expect((await chosen.connect({ protocols: ['one', 'two'] })).ws.protocol).toBe('two');
  const silent = await socketsOf();
  await expect(silent.connect({ protocols: ['one'] })).rejects.toThrow('no subprotocol');
});
