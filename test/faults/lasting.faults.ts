import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { bodyCall } from '../support/calls/body-calls.ts';
import { type FeedCall, feedCalls, prepare } from '../support/calls/feed-calls.ts';
import { expectProblem } from '../support/calls/problems.ts';
import { contents } from '../support/postgres/tables.ts';
import { startTestSystem, type TestResponse, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import type { TestUser } from '../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
  await prepare(api, user);
});
afterEach(() => api.dataApi.faults.clear());
afterAll(() => api.stop());

async function sendAll(): Promise<{ call: FeedCall; answer: TestResponse }[]> {
  return Promise.all(feedCalls.map(async (call) => ({ call, answer: await call.send(api, user) })));
}

it.each([
  ['ThrottlingException', 503, '5'],
  ['InternalServerErrorException', 503, '5'],
  ['ServiceUnavailableError', 503, '5'],
  ['DatabaseUnavailableException', 503, '5'],
  ['StatementTimeoutException', 504, '1'],
  ['InvalidSecretException', 500, null],
  ['AccessDeniedException', 500, null],
] as const)('%s that lasts is answered by %i and changes nothing', async (error, status, retryAfter) => {
  const before = await contents(api.userData);
  api.dataApi.faults.fail(error, { times: 1_000 });
  for (const { answer } of await sendAll()) {
    expectProblem(answer, status);
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
  }
  expect(await contents(api.userData)).toEqual(before);
});

it('a database that can not be reached at all is answered by 503 and changes nothing', async () => {
  const before = await contents(api.userData);
  api.dataApi.faults.cutConnection({ times: 1_000 });
  for (const { answer } of await sendAll()) expectProblem(answer, 503);
  expect(await contents(api.userData)).toEqual(before);
});

it('what went wrong is logged and not told, and the log holds nothing of the request', async () => {
  const message =
    'ERROR: duplicate key value violates unique constraint "pk_secret"; Detail: Key (id)=(a-value) already exists.; SQLState: 23505';
  api.dataApi.faults.fail('DatabaseErrorException', { message, times: 1_000 });
  const linesBefore = api.logLines.length;
  const answers = await sendAll();
  const lines = api.logLines.slice(linesBefore);
  expect(lines).toHaveLength(feedCalls.length);
  for (const { answer } of answers) {
    expectProblem(answer, 500);
    expect(JSON.stringify(answer.body)).not.toMatch(/Exception|SQL|select|pk_secret|a-value/i);
  }
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({
      level: 'ERROR',
      message: {
        status: 500,
        error: { name: 'DatabaseErrorException', message: expect.stringContaining('23505') },
      },
    });
    expect(line).not.toContain('a-value');
    expect(line).not.toContain(user.password);
    expect(line).not.toContain('a follow secret');
  }
});

it('nor does the log hold what the database quotes of a request in its errors', async () => {
  const call = bodyCall('inbox/put');
  const message = 'ERROR: invalid input syntax for type uuid: "a-value"; Position: 7; SQLState: 22P02';
  api.dataApi.faults.fail('DatabaseErrorException', { message });
  const { status } = await api.call(call.method, `/v2${call.path}`, call.body(user));
  expect(status).toBe(500);
  expect(api.logLines.at(-1)).toContain('22P02');
  expect(api.logLines.at(-1)).not.toContain('a-value');
});
