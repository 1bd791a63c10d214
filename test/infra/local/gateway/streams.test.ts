import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { GatewayOptions } from '../../../../infra/local/gateway/index.ts';
import { bundled } from '../../../support/local/bundles.ts';
import { eventually } from '../../../support/local/eventually.ts';
import { gatewayOf, route } from '../../../support/local/gateway.ts';

const streaming = (body: string) => `import { Readable } from 'node:stream';
  import { pipeline } from 'node:stream/promises';
  export const handler = awslambda.streamifyResponse(async (event, raw) => { ${body} });`;

const withHead = (body: string) =>
  streaming(`const stream = awslambda.HttpResponseStream.from(raw, { statusCode: 203,
    headers: { 'Content-Type': 'text/plain' }, multiValueHeaders: { 'X-Many': ['a', 'b'] } }); ${body}`);

const start = (source: string, options: Partial<GatewayOptions> = {}) =>
  gatewayOf([route('f', '/f', { transfer: 'stream' })], { f: source }, options);

const open = (url: string) =>
  new Promise<IncomingMessage>((resolve, reject) => get(`${url}/f`, resolve).on('error', reject));

test('status and headers of the prelude, then the body', async () => {
  const { url } = await start(withHead("stream.write('one '); stream.write('two'); stream.end();"));
  const response = await fetch(`${url}/v2/f`);
  expect(response.status).toBe(203);
  expect(response.headers.get('content-type')).toBe('text/plain');
  expect(response.headers.get('x-many')).toBe('a, b');
  expect(await response.text()).toBe('one two');
});

test("a middy handler's status, headers and streamed body arrive", async () => {
  const source = await bundled(`
    import { Readable } from 'node:stream';
    import middy from '@middy/core';
    import { executionModeStreamifyResponse } from '@middy/core/StreamifyResponse';
    export const handler = middy({ executionMode: executionModeStreamifyResponse })
      .handler(async (event) => ({ statusCode: 200, headers: { 'content-type': 'text/plain' },
        body: event.queryStringParameters ? 'text' : Readable.from(['one ', 'two']) }));`);
  const { url } = await start(source);
  const response = await fetch(`${url}/f`);
  expect(response.headers.get('content-type')).toBe('text/plain');
  expect(await response.text()).toBe('one two');
  expect(await (await fetch(`${url}/f?text`)).text()).toBe('text');
});

test('an empty body is a valid response', async () => {
  const { url } = await start(withHead("stream.write(''); stream.end();"));
  const response = await fetch(`${url}/f`);
  expect(response.status).toBe(203);
  expect(await response.text()).toBe('');
});

test('a response that has ended is there, whatever becomes of the function in the same moment', async () => {
  const { url } = await start(
    withHead("stream.write('all'); await new Promise((ended) => stream.end(ended)); for (;;);"),
  );
  const response = await fetch(`${url}/f`);
  expect(response.status).toBe(203);
  expect(await response.text()).toBe('all');
});

test('a prelude may come in pieces, and the body may contain NUL bytes', async () => {
  const { url } = await start(
    streaming(`for (const piece of ['{"status', 'Code":200}', '\\0\\0\\0', '\\0\\0\\0\\0', '\\0a\\0\\0\\0\\0\\0\\0\\0\\0b']) {
      raw.write(piece); await new Promise((go) => setTimeout(go, 10)); }
      raw.end();`),
  );
  const response = await fetch(`${url}/f`);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(`a${'\0'.repeat(8)}b`);
});

test('the headers are sent before the body is there', async () => {
  const { url } = await start(withHead("stream.write(''); await new Promise(() => {});"), {
    limits: { streamIdleMilliseconds: 60_000, stopMilliseconds: 10 },
  });
  const response = await open(url);
  expect(response.statusCode).toBe(203);
  response.destroy();
});

test.for([
  ['no prelude', streaming("raw.end('just text');")],
  ['a prelude that is no JSON', streaming("raw.end('{' + '\\0'.repeat(8));")],
  ['a prelude without a status', streaming("raw.end('{}' + '\\0'.repeat(8));")],
  [
    'a prelude past 16 KB',
    streaming(`raw.write(JSON.stringify({ statusCode: 200, headers: { 'X-Long': 'x'.repeat(16_384) } }));
      raw.end('\\0'.repeat(8));`),
  ],
  ['nothing', streaming('raw.end();')],
  ['a buffered response', 'export const handler = async () => ({ statusCode: 200 });'],
  ['an error before the prelude', streaming("throw new Error('early');")],
] as const)('%s is a 502', async ([, source]) => {
  const { url } = await start(source);
  const response = await fetch(`${url}/f`);
  expect(response.status).toBe(502);
  expect(await response.json()).toMatchObject({ status: 502, title: 'Bad Gateway' });
});

test.for([
  ['throws', "throw new Error('midway');", {}],
  ['ends its process', 'process.exit();', {}],
  ['falls silent', 'await new Promise(() => {});', { streamIdleMilliseconds: 2000 }],
  [
    'never ends',
    "for (;;) { stream.write('more'); await new Promise((go) => setTimeout(go, 10)); }",
    { streamMilliseconds: 2000 },
  ],
] as const)('a response whose function %s midway is cut off, never ended', async ([, misbehave, limits]) => {
  const { url, records } = await start(
    withHead(`stream.write('half'); await new Promise((go) => setTimeout(go, 50)); ${misbehave}`),
    { limits },
  );
  const response = await open(url);
  expect(response.statusCode).toBe(203);
  await expect(text(response)).rejects.toThrow();
  await eventually(() => records).toMatchObject([{ status: 203, complete: false }]);
});

test('no prelude in time is a 504', async () => {
  const { url } = await start(streaming('await new Promise(() => {});'), {
    limits: { streamIdleMilliseconds: 150 },
  });
  expect((await fetch(`${url}/f`)).status).toBe(504);
});

const hundredMegabytes = withHead(`
  let written = 0;
  const pieces = Readable.from((function* () {
    for (let n = 0; n < 1600; n++) { written += 65_536; yield Buffer.alloc(65_536, 97); }
  })());
  const timer = setInterval(() => console.info({ written }), 50);
  await pipeline(pieces, stream);
  console.info({ finished: written });
  clearInterval(timer);`);

test('a client that reads slowly slows the function down, and gets every byte', async () => {
  const { url, logs } = await start(hundredMegabytes);
  const response = await open(url);
  await eventually(() => logs.length).toBeGreaterThan(4);
  const progress = logs.at(-1)?.entry as { message: { written: number } };
  // What lies in the sockets' buffers in between is the system's affair, some MB.
  expect(progress.message.written).toBeLessThan(40 * 1024 * 1024);
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  expect(bytes).toBe(100 * 1024 * 1024);
});

test('a client that disconnects lets the function run to its end', async () => {
  const { url, logs, records } = await start(hundredMegabytes);
  const response = await open(url);
  await delay(50);
  response.destroy();
  await eventually(() => records).toMatchObject([{ complete: false }]);
  await eventually(() => logs.map(({ entry }) => entry)).toContainEqual(
    expect.objectContaining({ message: { finished: 100 * 1024 * 1024 } }),
  );
});
