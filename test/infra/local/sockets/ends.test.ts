import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { eventually } from '../../../support/local/eventually.ts';
import { socketsOf } from '../../../support/local/sockets.ts';

test("$disconnect's function gets the end of the connection", async () => {
  const { connect, eventsOf, records, sockets } = await socketsOf();
  const { ws } = await connect({ headers: { 'User-Agent': 'tests' } });
  const [{ requestContext }] = eventsOf('chat/connect');
  ws.close(4001, 'bye');
  await eventually(() => eventsOf('chat/disconnect')).toHaveLength(1);
  expect(eventsOf('chat/disconnect')[0]).toEqual({
    headers: { Host: '127.0.0.1', 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' },
    multiValueHeaders: { Host: ['127.0.0.1'], 'x-api-key': [''], 'X-Forwarded-For': [''], 'x-restapi': [''] },
    requestContext: {
      ...requestContext,
      routeKey: '$disconnect',
      eventType: 'DISCONNECT',
      disconnectStatusCode: 4001,
      disconnectReason: 'bye',
      extendedRequestId: expect.any(String),
      requestId: expect.any(String),
      requestTime: expect.any(String),
      requestTimeEpoch: expect.any(Number),
    },
    isBase64Encoded: false,
  });
  expect(sockets.connections).toEqual([]);
  const { connectionId } = requestContext;
  const record = { path: '/ai-chat', connectionId, milliseconds: expect.any(Number) };
  expect(records).toEqual([
    { ...record, event: 'connect', status: 101, functionName: 'chat/connect' },
    { ...record, event: 'disconnect', status: 4001, functionName: 'chat/disconnect' },
  ]);
});

test('an end has its code and reason', async () => {
  const { connect, eventsOf } = await socketsOf();
  const ends: [end: (ws: WebSocket) => void, code: number, reason: string][] = [
    [(ws) => ws.close(), 1005, 'Client-side close frame status not set'],
    [(ws) => ws.close(1000), 1000, ''],
    [(ws) => ws.terminate(), 1006, 'Connection closed abnormally'],
  ];
  for (const [end, disconnectStatusCode, disconnectReason] of ends) {
    const before = eventsOf('chat/disconnect').length;
    end((await connect()).ws);
    await eventually(() => eventsOf('chat/disconnect').slice(before)).toMatchObject([
      { requestContext: { disconnectStatusCode, disconnectReason } },
    ]);
  }
  expect(eventsOf('chat/disconnect')).toHaveLength(ends.length);
});

test("$disconnect's failure is only logged", async () => {
  const { connect, logs, sockets } = await socketsOf({
    'chat/disconnect': "export const handler = async () => { throw new Error('boom'); };",
  });
  await (await connect()).close();
  await eventually(() => logs.filter(({ functionName }) => functionName === 'chat/disconnect')).toMatchObject(
    [{ entry: { message: { errorMessage: 'boom' } } }],
  );
  await connect();
  expect(sockets.connections).toHaveLength(1);
});

test.each(['idleMilliseconds', 'lifeMilliseconds'])('%s ends a connection as going away', async (limit) => {
  const { connect, eventsOf, sockets } = await socketsOf({}, { limits: { [limit]: 100 } });
  const { closed } = await connect();
  expect(await closed).toEqual({ code: 1001, reason: 'Going away' });
  expect(sockets.connections).toEqual([]);
  await eventually(() => eventsOf('chat/disconnect')).toMatchObject([
    { requestContext: { disconnectStatusCode: 1001, disconnectReason: 'Going away' } },
  ]);
});

test('messages in either direction reset the idle timeout, pings do not', async () => {
  const { connect, post, sockets } = await socketsOf({}, { limits: { idleMilliseconds: 1_500 } });
  const [talking, hearing, pinging] = [await connect(), await connect(), await connect()];
  const hearer = sockets.connections[1]?.id;
  const timer = setInterval(() => {
    talking.send('x');
    pinging.ws.ping();
    post(hearer, 'x').catch(() => {});
  }, 100);
  expect(await pinging.closed).toMatchObject({ code: 1001 });
  clearInterval(timer);
  expect([talking.ws.readyState, hearing.ws.readyState]).toEqual([1, 1]);
});

test('a client that does not reply to a close is disconnected', async () => {
  const { connect, eventsOf, sockets } = await socketsOf(
    {},
    { limits: { lifeMilliseconds: 50, closeMilliseconds: 100 } },
  );
  const { ws } = await connect();
  ws.pause();
  await eventually(() => eventsOf('chat/disconnect')).toMatchObject([
    { requestContext: { disconnectStatusCode: 1001 } },
  ]);
  expect(sockets.connections).toEqual([]);
});

test('a stop closes all as going away, calls $disconnect and accepts no more', async () => {
  const { connect, eventsOf, sockets } = await socketsOf();
  const clients = await Promise.all([connect(), connect(), connect()]);
  const stopped = sockets.disconnect();
  await expect(connect()).rejects.toMatchObject({ status: 503 });
  await stopped;
  for (const { closed } of clients) expect(await closed).toEqual({ code: 1001, reason: 'Going away' });
  expect(eventsOf('chat/disconnect')).toHaveLength(3);
  expect(sockets.connections).toEqual([]);
});

test('a stop does not wait for a handshake', async () => {
  const { connect, eventsOf, sockets } = await socketsOf({
    'chat/connect': 'export const handler = (event) => (console.info(event), new Promise(() => {}));',
  });
  const connecting = connect();
  const outcome = connecting.catch((error: Error) => error.message);
  await eventually(() => eventsOf('chat/connect')).toHaveLength(1);
  await sockets.disconnect();
  expect(await outcome).toMatch(/socket hang up|ECONNRESET/);
});

test('a client that reads nothing is dropped before its messages fill the memory', async () => {
  const { connect, eventsOf, sockets } = await socketsOf(
    {
      'chat/message': "export const handler = async () => ({ statusCode: 200, body: 'x'.repeat(100_000) });",
    },
    { limits: { clientBufferBytes: 200_000 } },
  );
  const { ws } = await connect();
  ws.pause();
  const timer = setInterval(() => {
    for (let n = 0; n < 20; n++) ws.send('more');
  }, 10);
  await eventually(() => eventsOf('chat/disconnect')).toMatchObject([
    { requestContext: { disconnectStatusCode: 1006 } },
  ]);
  clearInterval(timer);
  expect(sockets.connections).toEqual([]);
});
