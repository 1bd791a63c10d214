import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { echo, gatewayOf, route } from '../../../support/local/gateway.ts';

const routes = [
  route('event/put', '/event', { methods: ['PUT'] }),
  route('user/create', '/user/create', { methods: ['POST'] }),
  route('user/get', '/user/{idOrLookup}'),
  route('health', '/health', { methods: ['GET', 'HEAD'] }),
];
const sources = { 'event/put': echo, 'user/create': echo, 'user/get': echo, health: echo };

const eventOf = async (url: string, init?: RequestInit) =>
  (await (await fetch(url, init)).json()) as APIGatewayProxyEvent;

test('a request becomes a complete REST proxy event', async () => {
  const { url } = await gatewayOf(routes, sources);
  const event = await eventOf(`${url}/v2/event?a=1&a=2&b=%C3%A4%20`, {
    method: 'PUT',
    body: '{"ä":1}',
    headers: { 'Content-Type': 'application/json', 'X-Mixed-Case': 'kept', 'User-Agent': 'tests' },
  });
  const header = (value: string) => expect.objectContaining({ 'X-Mixed-Case': value });
  expect(event).toEqual({
    resource: '/event',
    path: '/event',
    httpMethod: 'PUT',
    headers: header('kept'),
    multiValueHeaders: expect.objectContaining({ 'X-Mixed-Case': ['kept'] }),
    queryStringParameters: { a: '2', b: 'ä ' },
    multiValueQueryStringParameters: { a: ['1', '2'], b: ['ä '] },
    pathParameters: null,
    stageVariables: null,
    body: '{"ä":1}',
    isBase64Encoded: false,
    requestContext: expect.objectContaining({
      accountId: expect.any(String),
      apiId: expect.any(String),
      domainName: '127.0.0.1',
      domainPrefix: '127',
      extendedRequestId: expect.any(String),
      httpMethod: 'PUT',
      path: '/v2/event',
      protocol: 'HTTP/1.1',
      requestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      requestTimeEpoch: expect.any(Number),
      resourceId: expect.any(String),
      resourcePath: '/event',
      stage: 'v2',
      identity: expect.objectContaining({ sourceIp: '127.0.0.1', userAgent: 'tests', user: null }),
    }),
  });
});

test('missing parts are null', async () => {
  const { url } = await gatewayOf(routes, sources);
  expect(await eventOf(`${url}/v2/health`)).toMatchObject({
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    body: null,
  });
});

test.for([
  ['/v2/health', 'v2'],
  ['/health', 'csharp'],
])('%s is served, and the function sees the stage %s and no other difference', async ([path, stage]) => {
  const { url } = await gatewayOf(routes, sources);
  expect(await eventOf(`${url}${path}`)).toMatchObject({
    path: '/health',
    requestContext: { stage, path: `/${stage}/health`, resourcePath: '/health' },
  });
});

test('a path parameter is decoded, the path is not', async () => {
  const { url } = await gatewayOf(routes, sources);
  expect(await eventOf(`${url}/v2/user/a%20b%2Fc`)).toMatchObject({
    resource: '/user/{idOrLookup}',
    path: '/user/a%20b%2Fc',
    pathParameters: { idOrLookup: 'a b/c' },
  });
});

test('a literal path wins over a parameter, and a trailing slash is ignored', async () => {
  const { url } = await gatewayOf(routes, sources);
  const created = await eventOf(`${url}/v2/user/create/`, { method: 'POST' });
  expect(created).toMatchObject({ resource: '/user/create', path: '/user/create/' });
  expect((await fetch(`${url}/v2/user/create`)).status).toBe(405);
});

test('repeated headers are all there, and the last one is in the single-value map', async () => {
  const { url } = await gatewayOf(routes, sources);
  const req = request(`${url}/health`, { headers: { 'X-Many': ['one', 'two'] } }).end();
  const event = await new Promise<string>((resolve) => req.on('response', (res) => resolve(text(res))));
  expect(JSON.parse(event)).toMatchObject({
    headers: { 'X-Many': 'two' },
    multiValueHeaders: { 'X-Many': ['one', 'two'] },
  });
});

test("hop-by-hop headers are removed and API Gateway's added", async () => {
  const { url } = await gatewayOf(routes, sources);
  const event = await eventOf(`${url}/v2/event`, {
    method: 'PUT',
    body: 'x',
    headers: { 'X-Forwarded-For': '192.0.2.1' },
  });
  const names = Object.keys(event.headers).map((name) => name.toLowerCase());
  expect(names).not.toContain('connection');
  expect(names).not.toContain('content-length');
  expect(event.headers).toMatchObject({
    'X-Forwarded-For': '192.0.2.1, 127.0.0.1',
    'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
  });
});

test('a body that is not UTF-8 arrives as text without the invalid bytes', async () => {
  const { url } = await gatewayOf(routes, sources);
  const event = await eventOf(`${url}/v2/event`, { method: 'PUT', body: Buffer.from([0x61, 0xff, 0x62]) });
  expect(event).toMatchObject({ body: 'a\ufffdb', isBase64Encoded: false });
});

test('names like __proto__ are names like any other', async () => {
  const { url } = await gatewayOf(routes, sources);
  const body = await (await fetch(`${url}/health?__proto__=1`)).text();
  expect(body).toContain('"queryStringParameters":{"__proto__":"1"}');
});
