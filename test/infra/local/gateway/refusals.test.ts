import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { eventually } from '../../../support/local/eventually.ts';
import { echo, gatewayOf, route } from '../../../support/local/gateway.ts';

const routes = [
  route('f', '/f', { methods: ['GET', 'PUT'] }),
  route('user/get', '/user/{idOrLookup}'),
  route('health', '/health', { methods: ['GET', 'HEAD'] }),
];
const sources = { f: echo, 'user/get': echo, health: echo };
const megabyte = 1024 * 1024;

/** Sends bytes as they are and reads whatever comes back until the connection closes. */
const raw = async (url: string, ...pieces: string[]) => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  for (const piece of pieces) socket.write(piece);
  return text(socket);
};

const problemIn = (response: string) => JSON.parse(response.slice(response.indexOf('\r\n\r\n') + 4));

test.for(['/nope', '/v2/nope', '/v2', '/', '//', '/v2/v2/f', '/v2/user/', '/v2/user/a/b'])(
  '%s is a 404 in the form of problems',
  async (path) => {
    const { url, records } = await gatewayOf(routes, sources);
    const response = await fetch(url + path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: expect.any(String),
      requestId: response.headers.get('x-amz-apigw-id'),
    });
    await eventually(() => records).toHaveLength(1);
    expect(records[0]).not.toHaveProperty('functionName');
  },
);

test.for(['POST', 'DELETE', 'HEAD'])('%s on a path without that method is a 405', async (method) => {
  const { url } = await gatewayOf(routes, sources);
  const response = await fetch(`${url}/v2/f`, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, PUT, OPTIONS');
});

test('HEAD works where the route has it', async () => {
  const { url } = await gatewayOf(routes, sources);
  expect((await fetch(`${url}/health`, { method: 'HEAD' })).status).toBe(200);
});

test('a preflight allows any origin, header and method of the path', async () => {
  const { url } = await gatewayOf(routes, sources);
  const response = await fetch(`${url}/v2/f`, {
    method: 'OPTIONS',
    headers: { Origin: 'https://a.test', 'Access-Control-Request-Method': 'PUT' },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-allow-methods')).toContain('PUT');
  expect(response.headers.get('access-control-allow-headers')).toBe('Authorization,*');
  expect(Number(response.headers.get('access-control-max-age'))).toBeGreaterThan(0);
  expect((await fetch(`${url}/v2/nope`, { method: 'OPTIONS' })).status).toBe(404);
});

test('a path with invalid percent-encoding is a 400', async () => {
  const { url } = await gatewayOf(routes, sources);
  expect((await fetch(`${url}/v2/user/%zz`)).status).toBe(400);
  expect((await fetch(`${url}/v2/user/%ff`)).status).toBe(400);
});

test('a body over 10 MB is a 413, with or without a content length', async () => {
  const { url } = await gatewayOf(routes, sources);
  const body = 'x'.repeat(10 * megabyte + 1);
  const said = await fetch(`${url}/f`, { method: 'PUT', body });
  expect(said.status).toBe(413);
  expect(await said.json()).toMatchObject({ title: 'Payload Too Large', status: 413 });
  const chunked = new Blob([body]).stream();
  const unsaid = await fetch(`${url}/f`, { method: 'PUT', body: chunked, duplex: 'half' });
  expect(unsaid.status).toBe(413);
});

test('a client that goes on sending after the refusal still sees it', async () => {
  const { url } = await gatewayOf(routes, sources);
  const head = `PUT /f HTTP/1.1\r\nHost: a\r\nContent-Length: ${20 * megabyte}\r\n\r\n`;
  const response = await raw(url, head, 'x'.repeat(20 * megabyte));
  expect(response).toMatch(/^HTTP\/1\.1 413 /);
  expect(problemIn(response)).toMatchObject({ status: 413 });
});

test('a client that asks first is told before it sends', async () => {
  const { url } = await gatewayOf(routes, sources);
  const head = (length: number) =>
    `PUT /f HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`;
  expect(await raw(url, head(20 * megabyte))).toMatch(/^HTTP\/1\.1 413 /);
  expect(await raw(url, head(1), 'x')).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
});

test("a body API Gateway takes and Lambda doesn't is a 413", async () => {
  const { url } = await gatewayOf(routes, sources);
  const response = await fetch(`${url}/f`, { method: 'PUT', body: 'x'.repeat(6 * megabyte) });
  expect(response.status).toBe(413);
  // Every quote takes two bytes in the event.
  const quotes = await fetch(`${url}/f`, { method: 'PUT', body: '"'.repeat(3 * megabyte) });
  expect(quotes.status).toBe(413);
});

test('a body that comes too slowly is a 408', async () => {
  const { url } = await gatewayOf(routes, sources, { limits: { bodyMilliseconds: 100 } });
  const response = await raw(url, 'PUT /f HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n', 'some');
  expect(response).toMatch(/^HTTP\/1\.1 408 /);
  expect(problemIn(response)).toMatchObject({ status: 408, title: 'Request Timeout' });
});

test('a client that disconnects during its body does no harm', async () => {
  const { url, records } = await gatewayOf(routes, sources);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('PUT /f HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nsome');
  setTimeout(() => socket.destroy(), 50);
  await eventually(() => records).toMatchObject([{ path: '/f', complete: false }]);
  expect((await fetch(`${url}/health`)).status).toBe(200);
});

test('request line and header values over 10,240 bytes are a 431, however large', async () => {
  const { url } = await gatewayOf(routes, sources);
  const status = async (bytes: number) =>
    (await fetch(`${url}/health`, { headers: { 'X-Long': 'x'.repeat(bytes) } })).status;
  expect(await status(9_900)).toBe(200);
  expect(await status(10_240)).toBe(431);
  const huge = await raw(url, `GET /health HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(200_000)}\r\n\r\n`);
  expect(huge).toMatch(/^HTTP\/1\.1 431 /);
  expect(problemIn(huge)).toMatchObject({ status: 431 });
});

test('malformed HTTP is a 400', async () => {
  const { url } = await gatewayOf(routes, sources);
  const response = await raw(url, 'what?\r\n\r\n');
  expect(response).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(response).toContain('access-control-allow-origin: *');
  expect(problemIn(response)).toMatchObject({ status: 400, title: 'Bad Request' });
});

test('headers that come too slowly are a 408', async () => {
  const { url } = await gatewayOf(routes, sources, { limits: { headerMilliseconds: 100 } });
  const response = await raw(url, 'GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: a');
  expect(response).toMatch(/^HTTP\/1\.1 408 /);
  expect(problemIn(response)).toMatchObject({ status: 408, title: 'Request Timeout' });
});
