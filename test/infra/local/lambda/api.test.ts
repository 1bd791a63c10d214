import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, onTestFinished, test } from 'vitest';
import { startLambdaApi } from '../../../../infra/local/lambda/index.ts';
import { hostOf, writeBundle } from '../../../support/local/bundles.ts';
import { authorization } from '../../../support/local/data-api.ts';
import { eventually } from '../../../support/local/eventually.ts';

const sources = {
  'chat/answer': 'export const handler = async (event) => (console.info(event), { got: event });',
  'user/get-many': 'export const handler = async () => "many";',
  migrate: 'export const handler = async () => "migrated";',
  broken: "export const handler = async () => { throw new TypeError('boom'); };",
};

async function lambdaOf() {
  const testHost = await hostOf(sources);
  const api = await startLambdaApi(testHost);
  const client = new LambdaClient({
    endpoint: api.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  onTestFinished(async () => {
    client.destroy();
    await api.stop();
  });
  return {
    ...testHost,
    api,
    invoke: (FunctionName: string, payload: unknown = {}, more: Partial<InvokeCommandInput> = {}) =>
      client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload), ...more })),
  };
}

const event = { InvocationType: 'Event' } as const;
const resultOf = ({ Payload }: { Payload?: { transformToString(): string } }) =>
  JSON.parse(Payload?.transformToString() ?? '');

test.each([
  ['chat-answer', { got: { a: 'ä' } }],
  ['arn:aws:lambda:us-east-1:000000000000:function:chat-answer', { got: { a: 'ä' } }],
  ['arn:aws:lambda:us-east-1:000000000000:function:chat-answer:$LATEST', { got: { a: 'ä' } }],
  ['000000000000:function:chat-answer', { got: { a: 'ä' } }],
  ['user-get-many', 'many'],
  ['migrate', 'migrated'],
])('%s is called and returns its result', async (name, result) => {
  const { invoke } = await lambdaOf();
  const response = await invoke(name, { a: 'ä' });
  expect(response).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
  expect(response.FunctionError).toBeUndefined();
  expect(resultOf(response)).toEqual(result);
});

test('the failure of a function is a response', async () => {
  const { invoke } = await lambdaOf();
  const response = await invoke('broken');
  expect(response).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
  expect(resultOf(response)).toMatchObject({ errorType: 'TypeError', errorMessage: 'boom' });
});

test('an event is accepted immediately, and runs under the request id', async () => {
  const { invoke, logs } = await lambdaOf();
  const response = await invoke('chat-answer', { work: 1 }, event);
  expect(response.StatusCode).toBe(202);
  expect(response.Payload?.length ?? 0).toBe(0);
  await eventually(() => logs).toMatchObject([
    { requestId: response.$metadata.requestId, entry: { message: { work: 1 } } },
  ]);
});

test("an event's function has minutes, another call's has API Gateway's time", async () => {
  const { invoke, logs, bundleDir } = await lambdaOf();
  const source =
    'export const handler = async (e, context) => (console.info(context.getRemainingTimeInMillis()), null);';
  await writeBundle(bundleDir, 'chat/answer', source);
  await invoke('chat-answer', {}, event);
  await invoke('chat-answer');
  await eventually(() => logs).toHaveLength(2);
  const [asynchronous, synchronous] = logs
    .map(({ entry }) => (entry as any).message)
    .toSorted((a, b) => b - a);
  expect(asynchronous).toBeGreaterThan(4 * 60_000);
  expect(synchronous).toBeLessThanOrEqual(29_000);
});

test('a dry run runs nothing', async () => {
  const { invoke, logs } = await lambdaOf();
  expect((await invoke('chat-answer', {}, { InvocationType: 'DryRun' })).StatusCode).toBe(204);
  await invoke('migrate');
  expect(logs).toEqual([]);
});

test.each([
  ['nobody', undefined],
  ['chat', undefined],
  ['chat-answer', '7'],
  ['arn:aws:lambda:us-east-1:000000000000:function:chat-answer:live', undefined],
  ['arn:aws:lambda:eu-west-1:000000000000:function:chat-answer', undefined],
  ['arn:aws:lambda:us-east-1:111111111111:function:chat-answer', undefined],
])('%s in version %s does not exist', async (name, Qualifier) => {
  const { invoke } = await lambdaOf();
  await expect(invoke(name, {}, Qualifier === undefined ? {} : { Qualifier })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: expect.stringContaining('Function not found: arn:aws:lambda:us-east-1:000000000000:function:'),
    $metadata: { httpStatusCode: 404 },
  });
});

test('an invalid name is refused', async () => {
  const { invoke } = await lambdaOf();
  for (const name of ['chat/answer', '../chat', 'a b', '%']) {
    await expect(invoke(name)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  }
});

test('an event of 1 MB passes, one more byte is too large; another call may have 6 MB', async () => {
  const { invoke } = await lambdaOf();
  const text = (bytes: number) => 'x'.repeat(bytes - 2);
  const megabyte = 1024 * 1024;
  expect((await invoke('migrate', text(megabyte), event)).StatusCode).toBe(202);
  const tooLarge = { name: 'RequestTooLargeException', $metadata: { httpStatusCode: 413 } };
  await expect(invoke('migrate', text(megabyte + 1), event)).rejects.toMatchObject(tooLarge);
  expect(resultOf(await invoke('migrate', text(6 * megabyte)))).toBe('migrated');
  await expect(invoke('migrate', text(6 * megabyte + 1))).rejects.toMatchObject(tooLarge);
});

test('a payload must be JSON', async () => {
  const { invoke } = await lambdaOf();
  await expect(invoke('migrate', {}, { Payload: '{' })).rejects.toMatchObject({
    name: 'InvalidRequestContentException',
  });
});

test('an unsigned call is refused, and so is one signed for another service', async () => {
  const { api } = await lambdaOf();
  const call = (headers: Record<string, string>, path = '/2015-03-31/functions/migrate/invocations') =>
    fetch(`${api.url}${path}`, { method: 'POST', headers, body: '{}' });
  const unsigned = await call({});
  expect(unsigned.status).toBe(403);
  expect(unsigned.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  const other = await call({ authorization: authorization() });
  expect(other.headers.get('x-amzn-errortype')).toBe('InvalidSignatureException');
  const signed = { authorization: authorization('lambda') };
  expect(await (await call(signed)).json()).toBe('migrated');
  expect((await call(signed, '/2015-03-31/functions')).status).toBe(404);
});

test.each([
  ['TooManyRequestsException', 429],
  ['ServiceException', 500],
  ['AccessDeniedException', 403],
] as const)('%s is returned as ordered, and nothing runs', async (name, httpStatusCode) => {
  const { api, invoke, logs } = await lambdaOf();
  api.faults.fail(name, { message: 'ordered' });
  await expect(invoke('chat-answer', {}, event)).rejects.toMatchObject({
    name,
    message: 'ordered',
    $metadata: { httpStatusCode },
  });
  await invoke('migrate');
  expect(logs).toEqual([]);
});

test('a connection is cut before or after the function was called', async () => {
  const { api, invoke, logs } = await lambdaOf();
  api.faults.cutConnection({ when: ({ functionName }) => functionName === 'chat/answer' });
  await invoke('migrate');
  await expect(invoke('chat-answer', { n: 1 }, event)).rejects.toMatchObject({ code: 'ECONNRESET' });
  api.faults.loseResponse();
  await expect(invoke('chat-answer', { n: 2 }, event)).rejects.toMatchObject({ code: 'ECONNRESET' });
  await eventually(() => logs).toMatchObject([{ entry: { message: { n: 2 } } }]);
  expect(api.calls.entries).toMatchObject([
    { functionName: 'migrate', invocationType: 'RequestResponse', payload: '{}' },
    { functionName: 'chat/answer', invocationType: 'Event', payload: '{"n":1}', error: 'connection cut' },
    { error: 'response lost' },
  ]);
});

test('an event may be delivered twice, and late', async () => {
  const { api, invoke, logs } = await lambdaOf();
  api.faults.deliverTwice();
  api.faults.delay(100);
  const start = Date.now();
  await invoke('chat-answer', { n: 1 }, event);
  expect(Date.now() - start).toBeGreaterThanOrEqual(95);
  await invoke('chat-answer', { n: 2 }, event);
  await eventually(() => logs.map(({ entry }) => (entry as any).message.n)).toHaveLength(3);
  expect(logs.filter(({ entry }) => (entry as any).message.n === 1)).toHaveLength(2);
});
