import {
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { expect, test } from 'vitest';
import { authorization } from '../../../support/local/data-api.ts';
import { eventually } from '../../../support/local/eventually.ts';
import { managementClient, socketsOf, type TestSockets } from '../../../support/local/sockets.ts';

const kibibyte = 1024;
const unknownId = 'AAAAAAAAAAAAAAA=';

async function connected(...args: Parameters<typeof socketsOf>) {
  const system = await socketsOf(...args);
  const client = await system.connect({ headers: { 'User-Agent': 'tests' } });
  const id = system.sockets.connections[0]?.id ?? '';
  return { ...system, client, id, post: (data: string, to = id) => system.post(to, data) };
}

/** A call as no SDK makes it. */
const rawCall = (
  { sockets }: Pick<TestSockets, 'sockets'>,
  method: string,
  path: string,
  signature?: string,
) =>
  fetch(`${sockets.url}${path}`, {
    method,
    headers: signature === undefined ? {} : { authorization: signature },
    ...(method === 'POST' ? { body: 'x' } : {}),
  });

test('a post is a text message, in order', async () => {
  const { client, post } = await connected();
  for (const text of ['one', 'zwei ä', '{"three":3}\u001e']) await post(text);
  expect([await client.next(), await client.next(), await client.next()]).toEqual([
    'one',
    'zwei ä',
    '{"three":3}\u001e',
  ]);
});

test('a post reaches only its own connection', async () => {
  const { connect, client, post, sockets } = await connected();
  const other = await connect();
  await post('to the other', sockets.connections[1]?.id);
  await post('to the first');
  expect(await other.next()).toBe('to the other');
  expect(await client.next()).toBe('to the first');
  expect([client.messages, other.messages].map(({ length }) => length)).toEqual([1, 1]);
});

test('a post of 128 KB passes, one more byte is too large', async () => {
  const { client, post } = await connected();
  await post('x'.repeat(128 * kibibyte));
  expect(await client.next()).toHaveLength(128 * kibibyte);
  await expect(post('x'.repeat(128 * kibibyte + 1))).rejects.toMatchObject({
    name: 'PayloadTooLargeException',
    $metadata: { httpStatusCode: 413 },
  });
});

test('a connection has its start, its client and its last activity', async () => {
  const { management, id, post } = await connected();
  const get = () => management.send(new GetConnectionCommand({ ConnectionId: id }));
  const before = await get();
  expect(before).toMatchObject({ ConnectedAt: expect.any(Date), LastActiveAt: expect.any(Date) });
  expect(before.Identity).toEqual({ SourceIp: '127.0.0.1', UserAgent: 'tests' });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await post('x');
  const after = await get();
  expect(after.ConnectedAt).toEqual(before.ConnectedAt);
  expect(after.LastActiveAt?.getTime()).toBeGreaterThan(before.LastActiveAt?.getTime() ?? 0);
});

test('a deleted connection is closed and gone', async () => {
  const { client, management, id, post, eventsOf } = await connected();
  await management.send(new DeleteConnectionCommand({ ConnectionId: id }));
  await expect(post('late')).rejects.toMatchObject({
    name: 'GoneException',
    $metadata: { httpStatusCode: 410 },
  });
  expect(await client.closed).toMatchObject({ code: 1000 });
  await eventually(() => eventsOf('chat/disconnect')).toHaveLength(1);
});

test('a connection that was closed, or never existed, is gone', async () => {
  const { client, management, id, post, sockets } = await connected();
  await client.close();
  await eventually(() => sockets.connections).toEqual([]);
  for (const ConnectionId of [id, unknownId]) {
    await expect(post('x', ConnectionId)).rejects.toMatchObject({ name: 'GoneException' });
    for (const command of [GetConnectionCommand, DeleteConnectionCommand]) {
      const call = management.send(new command({ ConnectionId }));
      await expect(call).rejects.toMatchObject({ name: 'GoneException' });
    }
  }
});

test('an invalid id is a bad request', async () => {
  const { post } = await connected();
  await expect(post('x', 'nobody')).rejects.toMatchObject({
    name: 'BadRequestException',
    message: 'Invalid connectionId: nobody',
  });
});

test('a peer that died unnoticed is posted to all the same', async () => {
  const { client, post } = await connected();
  client.ws.pause();
  await expect(post('into the void')).resolves.toBeDefined();
});

test('a client that does not read fills its buffer, and then posts are refused', async () => {
  const { client, post } = await connected({}, { limits: { clientBufferBytes: 200_000 } });
  client.ws.pause();
  const fill = async () => {
    for (let n = 0; n < 1_000; n++) await post('x'.repeat(100_000));
  };
  await expect(fill()).rejects.toMatchObject({
    name: 'LimitExceededException',
    $metadata: { httpStatusCode: 429 },
  });
  client.ws.resume();
  await eventually(() => post('again').then(() => 'posted', String)).toBe('posted');
});

test('the stage may stand before it, and must be the right one', async () => {
  const { sockets, client, id, connect } = await connected({}, { paths: ['/ai-chat', '/other'] });
  const postAt = (endpoint: string, to = id) =>
    managementClient(endpoint).send(new PostToConnectionCommand({ ConnectionId: to, Data: 'x' }));
  await postAt(`${sockets.url}/ai-chat`);
  expect(await client.next()).toBe('x');
  await expect(postAt(`${sockets.url}/other`)).rejects.toMatchObject({ name: 'GoneException' });
  await expect(postAt(`${sockets.url}/nowhere`)).rejects.toMatchObject({ name: 'ForbiddenException' });
  const elsewhere = await connect({ path: '/other' });
  await postAt(sockets.url, sockets.connections[1]?.id);
  expect(await elsewhere.next()).toBe('x');
});

test('an unsigned call is refused, and so is one signed for another service', async () => {
  const { id, ...rest } = await connected();
  const path = `/@connections/${encodeURIComponent(id)}`;
  const unsigned = await rawCall(rest, 'POST', path);
  expect(unsigned.status).toBe(403);
  expect(unsigned.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  expect(await unsigned.json()).toEqual({ message: 'Missing Authentication Token' });
  const other = await rawCall(rest, 'POST', path, authorization('lambda'));
  expect(other.headers.get('x-amzn-errortype')).toBe('InvalidSignatureException');
  expect((await rawCall(rest, 'POST', path, authorization('execute-api'))).status).toBe(200);
});

test('anything else is forbidden', async () => {
  const system = await connected();
  const others = [
    ['PUT', `/@connections/${unknownId}`],
    ['GET', '/@connections'],
    ['GET', '/@connections/%'],
    ['GET', '/'],
  ] as const;
  for (const [method, path] of others) {
    const { status, headers } = await rawCall(system, method, path, authorization('execute-api'));
    const name = headers.get('x-amzn-errortype');
    expect({ path, status, name }).toEqual({ path, status: 403, name: 'ForbiddenException' });
  }
});

test('faults come as ordered', async () => {
  const { client, post, sockets, id } = await connected();
  sockets.faults.fail('LimitExceededException', { times: 2, message: 'slow down' });
  for (const _ of [1, 2]) {
    await expect(post('never')).rejects.toMatchObject({ name: 'LimitExceededException' });
  }
  sockets.faults.cutConnection({ when: ({ data }) => data === 'cut' });
  await post('not this one');
  await expect(post('cut')).rejects.toMatchObject({ code: 'ECONNRESET' });
  sockets.faults.loseResponse();
  await expect(post('arrives')).rejects.toMatchObject({ code: 'ECONNRESET' });
  sockets.faults.delay(100);
  const start = Date.now();
  await post('late');
  expect(Date.now() - start).toBeGreaterThanOrEqual(95);
  const heard = [await client.next(), await client.next(), await client.next()];
  expect(heard).toEqual(['not this one', 'arrives', 'late']);
  expect(sockets.calls.entries).toMatchObject([
    {
      operation: 'PostToConnection',
      connectionId: id,
      data: 'never',
      error: 'LimitExceededException: slow down',
    },
    { data: 'never' },
    { data: 'not this one' },
    { data: 'cut', error: 'connection cut' },
    { data: 'arrives', error: 'response lost' },
    { data: 'late' },
  ]);
  sockets.faults.fail('GoneException');
  sockets.faults.clear();
  await post('fine');
});
