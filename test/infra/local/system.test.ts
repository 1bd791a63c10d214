import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type System, startSystem } from '../../../infra/local/system.ts';
import { config } from '../../../lib/config.ts';
import { openClient } from '../../support/chat/socket-client.ts';
import { bundled, writeBundle } from '../../support/local/bundles.ts';
import { eventually } from '../../support/local/eventually.ts';
import { removeFolder } from '../../support/system/folders.ts';

const nowhere = 'postgres://nobody@127.0.0.1:1/nothing';
const agree = 'export const handler = async () => ({ statusCode: 200 });';
const tellVariables = `export const handler = async () => ({
  statusCode: 200,
  body: JSON.stringify(process.env.OPENAI_MODEL ?? 'none'),
});`;

/** As the chat does it: the message's function hands the work on, and who gets it posts to the client. */
const handOn = `
  import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
  const client = new LambdaClient({});
  export const handler = async ({ body, requestContext: { stage, connectionId } }) => {
    if (body === 'variables') return { statusCode: 200, body: process.env.OPENAI_MODEL };
    const Payload = JSON.stringify({ stage, connectionId, body });
    await client.send(new InvokeCommand({ FunctionName: 'chat-answer', InvocationType: 'Event', Payload }));
    return { statusCode: 200, body: 'handed on' };
  };`;
const post = `
  import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
  export const handler = ({ stage, connectionId, body }) =>
    new ApiGatewayManagementApiClient({ endpoint: process.env.CHAT_CALLBACK_URL + '/' + stage })
      .send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: 'answer to ' + body }));`;

let bundleDir: string;
let system: System;
const sockets: string[] = [];
const logLines: string[] = [];

beforeAll(async () => {
  bundleDir = await mkdtemp(join(tmpdir(), 'system-'));
  const sources = {
    migrate: agree,
    'chat/connect': agree,
    'chat/message': await bundled(handOn),
    'chat/answer': await bundled(post),
    'chat/disconnect': agree,
    health: tellVariables,
  };
  for (const [name, source] of Object.entries(sources)) await writeBundle(bundleDir, name, source);
  system = await start();
});
afterAll(async () => {
  await system.stop();
  await removeFolder(bundleDir);
});

const start = () =>
  startSystem({
    port: 0,
    routes: [{ name: 'health', methods: ['GET'], path: '/health', transfer: 'buffered' }],
    hubs: [{ path: '/ai-chat' }, { path: '/ai-chat-v2' }],
    bundleDir,
    settings: config,
    planner: { OPENAI_MODEL: 'a model' },
    userDataUrl: nowhere,
    rateLimitUrl: nowhere,
    onSocket: ({ event, path, status }) => sockets.push(`${event} ${path} ${status}`),
    log: ({ line }) => logLines.push(line),
  });

// What a function wrote shows why it failed.
afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.log(logLines.join('\n'));
});

const connect = (path = '/ai-chat', { url } = system) => openClient(`${url.replace('http', 'ws')}${path}`);

test.each(['/ai-chat', '/ai-chat-v2'])(
  'at %s, functions call each other and reach the client',
  async (path) => {
    const client = await connect(path);
    expect(system.sockets.connections.at(-1)).toMatchObject({ stage: path.slice(1) });
    client.send('question');
    const heard = [await client.next(), await client.next()];
    expect(heard.toSorted()).toEqual(['answer to question', 'handed on']);
    await client.close();
    await eventually(() => sockets.slice(-2)).toEqual([`connect ${path} 101`, `disconnect ${path} 1005`]);
  },
);

test('faults can be injected in both directions', async () => {
  const client = await connect();
  system.lambdaApi.faults.deliverTwice();
  system.sockets.faults.fail('LimitExceededException', { when: ({ data }) => data === 'answer to question' });
  client.send('question');
  const heard = [await client.next(), await client.next()];
  expect(heard.toSorted()).toEqual(['answer to question', 'handed on']);
  expect(system.sockets.calls.entries.filter(({ error }) => error !== undefined)).toHaveLength(1);
  await client.close();
});

test("the sockets' functions have the settings of planner calls, others don't", async () => {
  const client = await connect();
  client.send('variables');
  expect(await client.next()).toBe('a model');
  expect(await (await fetch(`${system.url}/health`)).json()).toBe('none');
  await client.close();
});

test('a stop closes the sockets as going away', async () => {
  const ended = await start();
  const client = await connect('/ai-chat', ended);
  await ended.stop();
  expect(await client.closed).toEqual({ code: 1001, reason: 'Going away' });
  await expect(connect('/ai-chat', ended)).rejects.toThrow('ECONNREFUSED');
  await expect(fetch(ended.sockets.url)).rejects.toThrow();
  await expect(fetch(ended.lambdaApi.url)).rejects.toThrow();
});
