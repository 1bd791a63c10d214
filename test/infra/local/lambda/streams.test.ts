import { buffer, text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { FunctionFailure, RequestTooLarge } from '../../../../infra/local/lambda/index.ts';
import { hostOf } from '../../../support/local/bundles.ts';
import { eventually } from '../../../support/local/eventually.ts';

const streaming = (body: string) => `import { Readable } from 'node:stream';
  import { pipeline } from 'node:stream/promises';
  export const handler = awslambda.streamifyResponse(async (event, stream, context) => { ${body} });`;

/** Writes 20 MB in pieces and says how far it came. */
const twentyMegabytes = streaming(`
  let written = 0;
  const pieces = Readable.from((function* () {
    for (let n = 0; n < 320; n++) { written += 65_536; yield Buffer.alloc(65_536, 97); }
  })());
  const timer = setInterval(() => console.info({ written }), 50);
  await pipeline(pieces, stream)
    .then(() => console.info({ finished: written }), (error) => console.info({ failed: error.message }));
  clearInterval(timer);`);

test('output arrives as the function writes it', async () => {
  const { host } = await hostOf({
    f: streaming("stream.write('one '); stream.write(Buffer.from('two ')); stream.end(event.last);"),
  });
  expect(await text(host.invokeStream('f', { last: 'three' }).stream)).toBe('one two three');
});

test('the first bytes arrive while the function is still writing', async () => {
  const { host } = await hostOf({
    f: streaming("stream.write('first'); await new Promise((go) => setTimeout(go, 60_000)); stream.end();"),
  });
  const { stream } = host.invokeStream('f', {});
  for await (const chunk of stream) {
    expect(String(chunk)).toBe('first');
    break;
  }
});

test('metadata comes before the body: JSON, eight NUL bytes', async () => {
  const { host } = await hostOf({
    f: streaming(`const out = awslambda.HttpResponseStream.from(stream, { statusCode: 201 });
      out.write('body'); out.end();`),
  });
  const bytes = await buffer(host.invokeStream('f', {}).stream);
  expect(bytes.toString()).toBe(`{"statusCode":201}${'\0'.repeat(8)}body`);
});

test('metadata is lost when nothing is written before the end, as on Lambda', async () => {
  const { host } = await hostOf({
    f: streaming("awslambda.HttpResponseStream.from(stream, { statusCode: 201 }).end('body');"),
  });
  expect(await text(host.invokeStream('f', {}).stream)).toBe('body');
});

test('a function writes no faster than its reader reads', async () => {
  const { host, logs } = await hostOf({ f: twentyMegabytes });
  const { stream } = host.invokeStream('f', {});
  await eventually(() => logs.length).toBeGreaterThan(3);
  const progress = logs.at(-1)?.entry as { message: { written: number } };
  expect(progress.message.written).toBeLessThan(1024 * 1024);
  expect((await buffer(stream)).length).toBe(20 * 1024 * 1024);
});

test('a function runs to its end when its reader disconnects', async () => {
  const { host, logs } = await hostOf({ f: twentyMegabytes });
  const { stream } = host.invokeStream('f', {});
  for await (const _ of stream) break;
  expect(stream.destroyed).toBe(true);
  const finished = expect.objectContaining({ message: { finished: 20 * 1024 * 1024 } });
  await eventually(() => logs.map(({ entry }) => entry)).toContainEqual(finished);
});

test('a stream over the limit is cut off, and the function is told', async () => {
  const { host, logs } = await hostOf({ f: twentyMegabytes }, { limits: { streamBytes: 1_000_000 } });
  const { stream } = host.invokeStream('f', {});
  await expect(buffer(stream)).rejects.toMatchObject({
    payload: { errorType: 'Function.ResponseSizeTooLarge' },
  });
  const failed = expect.objectContaining({ message: { failed: expect.stringContaining('1000000 bytes') } });
  await eventually(() => logs.map(({ entry }) => entry)).toContainEqual(failed);
});

test.for([
  ['throws before it writes', "throw new Error('early');", /early/],
  ['throws midway', "stream.write('half'); throw new Error('midway');", /midway/],
  ['returns without an end', "stream.write('half');", /Response stream is not finished/],
  ['ends the process', "stream.write('half'); process.exit(1);", /exit status 1/],
] as const)('the stream of a function that %s fails', async ([, body, message]) => {
  const { host } = await hostOf({ f: streaming(body) });
  const failure = await text(host.invokeStream('f', {}).stream).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(FunctionFailure);
  expect(failure).toMatchObject({ payload: { errorMessage: expect.stringMatching(message) } });
});

test('a function that destroys its stream with an error ends its process, as on Lambda', async () => {
  const { host } = await hostOf({
    f: streaming(`if (event === 'destroys') stream.destroy(new Error('gone'));
      else await new Promise((go) => setTimeout(go, 60_000));`),
  });
  const { stream: bystander } = host.invokeStream('f', 'waits');
  host.invokeStream('f', 'destroys');
  await expect(text(bystander)).rejects.toMatchObject({ payload: { errorMessage: 'gone' } });
});

test('what ends the process after the end of a response does not break it off, however late it is read', async () => {
  const { host, logs } = await hostOf({
    f: streaming(`stream.end('whole', () => setTimeout(() => process.exit(1), 100));
      await new Promise((go) => setTimeout(go, 60_000));`),
  });
  const { stream } = host.invokeStream('f', {});
  await eventually(() => JSON.stringify(logs)).toContain('exit status 1');
  expect(await text(stream)).toBe('whole');
});

test('a stream that takes longer than the timeout fails', async () => {
  const { host } = await hostOf({ f: streaming("stream.write('half'); await new Promise(() => {});") });
  const { stream } = host.invokeStream('f', {}, { timeoutMilliseconds: 200 });
  await expect(text(stream)).rejects.toMatchObject({ timedOut: true });
});

test('a buffered handler called as a stream returns its JSON without metadata', async () => {
  const { host } = await hostOf({ f: 'export const handler = async () => ({ statusCode: 200 });' });
  expect(await text(host.invokeStream('f', {}).stream)).toBe('{"statusCode":200}');
});

test('a streaming handler called as a buffered one returns its whole output', async () => {
  const { host } = await hostOf({ f: streaming("stream.write('[1,'); stream.end('2]');") });
  expect((await host.invoke('f', {})).payload).toBe('[1,2]');
});

test('streams of concurrent calls are separate', async () => {
  const { host } = await hostOf({
    f: streaming('for (let n = 0; n < 500; n++) stream.write(event.letter.repeat(999)); stream.end();'),
  });
  const letters = ['a', 'b', 'c', 'd'];
  const texts = await Promise.all(letters.map((letter) => text(host.invokeStream('f', { letter }).stream)));
  expect(texts).toEqual(letters.map((letter) => letter.repeat(499_500)));
});

test('an event over the limit is refused', async () => {
  const { host } = await hostOf({});
  expect(() => host.invokeStream('f', 'x'.repeat(6 * 1024 * 1024))).toThrow(RequestTooLarge);
});
