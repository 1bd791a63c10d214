import { expect, test } from 'vitest';
import { eventually } from '../../../support/local/eventually.ts';
import { gatewayOf, route } from '../../../support/local/gateway.ts';

const returning = (returned: string) => `export const handler = async () => (${returned});`;

const responseOf = async (returned: string, init?: RequestInit) => {
  const methods = ['GET', 'HEAD'] as const;
  const { url, records } = await gatewayOf([route('f', '/f', { methods })], { f: returning(returned) });
  const response = await fetch(`${url}/v2/f`, init);
  return { response, body: await response.text(), records };
};

test('status, headers and body go to the client', async () => {
  const { response, body } = await responseOf(`{ statusCode: 201, body: 'grüezi',
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Number': 7 },
    multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] } }`);
  expect(response.status).toBe(201);
  expect(body).toBe('grüezi');
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(response.headers.get('content-length')).toBe('7');
  expect(response.headers.get('x-number')).toBe('7');
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test('a single-value header and a multi-value header are merged', async () => {
  const { response } = await responseOf(`{ statusCode: 200, headers: { 'X-Both': 'one' },
    multiValueHeaders: { 'x-both': ['one', 'two'] } }`);
  expect(response.headers.get('x-both')).toBe('one, two');
});

test('without a content type the response is JSON; without a body it is empty', async () => {
  const { response, body } = await responseOf('{ statusCode: 200 }');
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(body).toBe('');
});

test('the function decides which pages may read the response, as on AWS', async () => {
  const plain = await responseOf('{ statusCode: 200 }');
  expect(plain.response.headers.get('access-control-allow-origin')).toBeNull();
  const own = await responseOf(
    `{ statusCode: 200, headers: { 'Access-Control-Allow-Origin': 'https://a.test' } }`,
  );
  expect(own.response.headers.get('access-control-allow-origin')).toBe('https://a.test');
});

test('some headers reach the client under another name, except the challenge', async () => {
  const { response } = await responseOf(`{ statusCode: 401, body: 'no',
    headers: { 'WWW-Authenticate': 'Bearer', 'Content-Length': '99', Connection: 'close' } }`);
  expect(response.headers.get('x-amzn-remapped-www-authenticate')).toBe('Bearer');
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
  expect(response.headers.get('content-length')).toBe('2');
});

test('base64 is not decoded, for no binary media types are set', async () => {
  const { body } = await responseOf(`{ statusCode: 200, body: 'aGk=', isBase64Encoded: true }`);
  expect(body).toBe('aGk=');
});

test('HEAD has the headers and no body', async () => {
  const { response, body, records } = await responseOf(`{ statusCode: 200, body: 'healthy' }`, {
    method: 'HEAD',
  });
  expect(response.headers.get('content-length')).toBe('7');
  expect(body).toBe('');
  await eventually(() => records).toMatchObject([{ method: 'HEAD', bytes: 0 }]);
});

test('204 has neither body nor length', async () => {
  const { response } = await responseOf('{ statusCode: 204 }');
  expect(response.status).toBe(204);
  expect(response.headers.has('content-length')).toBe(false);
});

test.for([
  ["'text'"],
  ['null'],
  ['{}'],
  ['{ statusCode: "200" }'],
  ['{ statusCode: 99 }'],
  ['{ statusCode: 200, body: { not: "text" } }'],
  ['{ statusCode: 200, headers: { "X-Object": {} } }'],
  ['{ statusCode: 200, unknown: 1 }'],
  ['{ statusCode: 200, headers: { "not a name": "1" } }'],
  ['{ statusCode: 200, headers: { "X-Split": "a\\r\\nb: c" } }'],
] as const)('%s is a malformed response: 502', async ([returned]) => {
  const { response, body } = await responseOf(returned);
  expect(response.status).toBe(502);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(JSON.parse(body)).toEqual({
    type: 'about:blank',
    title: 'Bad Gateway',
    status: 502,
    detail: expect.any(String),
    requestId: response.headers.get('x-amz-apigw-id'),
  });
});

test('a function that fails is a 502 that does not quote its error', async () => {
  const { url } = await gatewayOf([route('f', '/f')], {
    f: "export const handler = async () => { throw new Error('password is hunter2'); };",
  });
  const response = await fetch(`${url}/f`);
  expect(response.status).toBe(502);
  expect(await response.text()).not.toContain('hunter2');
});

test('a function that takes too long is a 504', async () => {
  const { url } = await gatewayOf(
    [route('f', '/f')],
    { f: 'export const handler = () => new Promise(() => {});' },
    { limits: { bufferedMilliseconds: 150 } },
  );
  const response = await fetch(`${url}/f`);
  expect(response.status).toBe(504);
  expect(await response.json()).toMatchObject({ status: 504, title: 'Gateway Timeout' });
});

test('each request is recorded when it has ended', async () => {
  const { records } = await responseOf(`{ statusCode: 200, body: 'grüezi' }`);
  await eventually(() => records).toHaveLength(1);
  expect(records[0]).toEqual({
    method: 'GET',
    path: '/v2/f',
    status: 200,
    milliseconds: expect.any(Number),
    bytes: 7,
    requestId: expect.any(String),
    functionName: 'f',
    complete: true,
  });
});
