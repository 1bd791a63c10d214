import { expect, test } from 'vitest';
import { RequestTooLarge } from '../../../../infra/local/lambda/index.ts';
import { hostOf, writeBundle } from '../../../support/local/bundles.ts';
import { eventually } from '../../../support/local/eventually.ts';

const count = 'let calls = 0; export const handler = async () => ++calls;';

test('a handler gets the event, and its result comes back as JSON', async () => {
  const { host } = await hostOf({ 'event/put': 'export const handler = async (event) => ({ got: event });' });
  const result = await host.invoke('event/put', { a: [1, 'ä', null] });
  expect(result).toEqual({ requestId: expect.any(String), payload: '{"got":{"a":[1,"ä",null]}}' });
});

test('a handler without a result returns null', async () => {
  const { host } = await hostOf({ quiet: 'export const handler = async () => {};' });
  expect((await host.invoke('quiet', {})).payload).toBe('null');
});

test("a function sees its own variables and Lambda's, and none of this process", async () => {
  process.env.DEVELOPER_SECRET = 'no';
  const { host } = await hostOf(
    { 'event/put': 'export const handler = async () => process.env;' },
    { environment: (name) => ({ TABLE: `for ${name}`, AWS_REGION: 'reserved' }), memoryMegabytes: 256 },
  );
  const variables = JSON.parse((await host.invoke('event/put', {})).payload);
  delete process.env.DEVELOPER_SECRET;
  expect(variables).toMatchObject({
    TABLE: 'for event/put',
    AWS_LAMBDA_FUNCTION_NAME: 'event-put',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
    AWS_REGION: 'us-east-1',
    _HANDLER: 'index.handler',
    TZ: ':UTC',
  });
  expect(variables).toHaveProperty('AWS_SESSION_TOKEN');
  expect(variables).not.toHaveProperty('DEVELOPER_SECRET');
  expect(variables).not.toHaveProperty('PATH');
});

test("the context is Lambda's, without callbacks", async () => {
  const source = `export const handler = async (event, context) =>
    ({ ...context, left: context.getRemainingTimeInMillis() });`;
  const { host } = await hostOf({ 'user/get': source });
  const result = await host.invoke('user/get', {}, { timeoutMilliseconds: 20_000 });
  const context = JSON.parse(result.payload);
  expect(context).toMatchObject({
    awsRequestId: result.requestId,
    functionName: 'user-get',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:user-get',
    memoryLimitInMB: '512',
    logGroupName: '/aws/lambda/user-get',
  });
  expect(context.left).toBeGreaterThan(0);
  expect(context.left).toBeLessThanOrEqual(20_000);
  expect(context).not.toHaveProperty('done');
});

test('a worker is reused, and runs calls concurrently', async () => {
  const source = `let waiting = [];
    export const handler = async () => {
      await new Promise((resolve) => { waiting.push(resolve); if (waiting.length === 3) waiting.forEach((go) => go()); });
      return waiting.length;
    };`;
  const { host } = await hostOf({ meet: source });
  const results = await Promise.all([1, 2, 3].map(() => host.invoke('meet', {})));
  expect(results.map(({ payload }) => payload)).toEqual(['3', '3', '3']);
});

test("an event over 6 MB is refused before the function is called, and one at the limit isn't", async () => {
  const { host } = await hostOf({ size: 'export const handler = async (event) => event.length;' });
  const limit = 6 * 1024 * 1024;
  await expect(host.invoke('size', 'x'.repeat(limit - 1))).rejects.toThrow(RequestTooLarge);
  expect((await host.invoke('size', 'x'.repeat(limit - 2))).payload).toBe(String(limit - 2));
});

test('a response over 6 MB fails as on Lambda', async () => {
  const { host } = await hostOf({ big: "export const handler = async (size) => 'x'.repeat(size - 2);" });
  const limit = 6_291_556;
  expect((await host.invoke('big', limit)).payload).toHaveLength(limit);
  const tooLarge = await host.invoke('big', limit + 1);
  expect(tooLarge.functionError).toBe('Unhandled');
  expect(JSON.parse(tooLarge.payload)).toEqual({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    trace: [],
  });
});

test('reload lets a running call finish on the old code and gives later ones the new', async () => {
  const version = (text: string) => `export const handler = async ({ wait }) => {
    if (wait) await new Promise((resolve) => setTimeout(resolve, 300));
    return '${text}';
  };`;
  const { host, bundleDir } = await hostOf({ f: version('old'), g: count });
  await host.invoke('f', {});
  await host.invoke('g', {});
  const running = host.invoke('f', { wait: true });
  await writeBundle(bundleDir, 'f', version('new'));
  host.reload('f');
  expect((await host.invoke('f', {})).payload).toBe('"new"');
  expect((await running).payload).toBe('"old"');
  expect((await host.invoke('g', {})).payload).toBe('2');
  host.reload();
  expect((await host.invoke('g', {})).payload).toBe('1');
});

test('an asynchronous call returns immediately, and may have up to 1 MB', async () => {
  const { host, logs } = await hostOf({ f: 'export const handler = async (event) => console.info(event);' });
  const requestId = host.invokeEvent('f', { work: 1 });
  await eventually(() => logs).toHaveLength(1);
  expect(logs[0]).toMatchObject({ requestId, entry: { message: { work: 1 } } });
  expect(() => host.invokeEvent('f', 'x'.repeat(1024 * 1024))).toThrow(RequestTooLarge);
});

test('an asynchronous call that fails is logged and not retried', async () => {
  const source = "let n = 0; export const handler = async () => { throw new Error('try ' + ++n); };";
  const { host, logs } = await hostOf({ f: source });
  host.invokeEvent('f', {});
  await eventually(() => logs).toHaveLength(1);
  const again = await host.invoke('f', {});
  expect(JSON.parse(again.payload)).toMatchObject({ errorMessage: 'try 2' });
});

test('stop fails running calls', async () => {
  const { host, logs } = await hostOf({
    f: "export const handler = () => { console.info('begun'); return new Promise(() => {}); };",
  });
  const running = host.invoke('f', {});
  await eventually(() => logs).toHaveLength(1);
  await host.stop();
  expect((await running).functionError).toBe('Unhandled');
});
