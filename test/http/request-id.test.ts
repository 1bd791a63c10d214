import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { says } from '../../infra/local/scripted-model/index.ts';
import { openPlain } from '../support/chat/plain.ts';
import { type ChatSystem, startChatSystem } from '../support/chat/system.ts';
import { insertUser } from '../support/users/known-users.ts';

// One id leads from what a client was told, or from a line of an access log, to all lines of a request.

let api: ChatSystem;
beforeAll(async () => {
  api = await startChatSystem();
});
afterEach(() => api.dataApi.faults.clear());
afterAll(() => api.stop());

/** The functions' log lines since then. */
const loggedSince = (before: number) => api.logLines.slice(before).map((line) => JSON.parse(line));

/** The ids of a function's lines. */
const idsOf = (lines: any[], route: string) =>
  lines.filter(({ message }) => message.route === route).map(({ message }) => message.requestId);

test('the request id of a problem is in every line about the request', async () => {
  const { id, password } = await insertUser(api);
  const before = api.logLines.length;
  api.dataApi.faults.fail('ThrottlingException', { times: 2 });
  api.dataApi.faults.fail('AccessDeniedException');
  const { status, headers, body } = await api.call('POST', '/v2/user/delete', { id, password });
  expect(status).toBe(500);
  expect(headers.get('x-amz-apigw-id')).toBe(body.requestId);
  const lines = loggedSince(before);
  expect(lines.map(({ level, message }) => [level, message.requestId])).toEqual([
    ['WARN', body.requestId],
    ['WARN', body.requestId],
    ['ERROR', body.requestId],
  ]);
  expect(lines.map(({ message }) => message.error?.name ?? message.error)).toEqual([
    'ThrottlingException',
    'ThrottlingException',
    'AccessDeniedException',
  ]);
  expect(lines.at(-1).message).toMatchObject({
    route: 'user/delete',
    dataApiCalls: 1,
    dataApiRetries: 2,
    error: { dataApiRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  });
});

test("a line about a call of the Data API has the Data API's own id and nothing of the statement", async () => {
  const { id, password } = await insertUser(api);
  const before = api.logLines.length;
  api.dataApi.faults.fail('ThrottlingException');
  await api.call('POST', '/v2/user/delete', { id, password });
  const [{ message }] = loggedSince(before);
  expect(message).toEqual({
    requestId: expect.any(String),
    route: 'user/delete',
    operation: 'ExecuteStatement',
    milliseconds: expect.any(Number),
    error: 'ThrottlingException',
    dataApiRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('a database that resumes is one line and one count, however often it is asked', async () => {
  const { id, password } = await insertUser(api);
  const before = api.logLines.length;
  api.dataApi.faults.fail('DatabaseResumingException', { times: 2 });
  expect(await api.call('POST', '/v2/user/delete', { id, password })).toMatchObject({ status: 200 });
  const lines = loggedSince(before).map(({ message }) => message);
  expect(lines.filter(({ error }) => error === 'DatabaseResumingException')).toHaveLength(1);
  expect(lines.at(-1)).toMatchObject({ dataApiResumes: 1 });
  expect(lines.at(-1)).not.toHaveProperty('dataApiRetries');
});

test("a question's id is that of its answer, too", async () => {
  api.model.script(says('Hello.'));
  const chat = await openPlain(api.chatUrl);
  const before = api.logLines.length;
  await chat.call('SendMessage', 'Hi.');
  await expect.poll(() => idsOf(loggedSince(before), 'chat/answer')).toHaveLength(1);
  const lines = loggedSince(before);
  const [question] = idsOf(lines, 'chat/message');
  expect(question).toMatch(/^[\w-]{15}=$/);
  expect(idsOf(lines, 'chat/answer')).toEqual([question]);
  chat.ws.terminate();
});

test("a question's id is that of the function that tells of a lost answer", async () => {
  const chat = await openPlain(api.chatUrl);
  const before = api.logLines.length;
  api.dataApi.faults.fail('AccessDeniedException', {
    times: 1_000,
    when: ({ sql = '' }) => {
      if (sql.includes('claimed as')) api.functions.kill('chat/answer');
      return false;
    },
  });
  expect(await chat.call('SendMessage', 'Hi.')).toEqual([expect.objectContaining({ type: 'error' })]);
  await expect.poll(() => idsOf(loggedSince(before), 'chat/answer-failed')).toHaveLength(1);
  const lines = loggedSince(before);
  expect(idsOf(lines, 'chat/answer-failed')).toEqual(idsOf(lines, 'chat/message'));
  chat.ws.terminate();
});
