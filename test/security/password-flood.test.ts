import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodyCall, passwordCalls } from '../support/calls/body-calls.ts';
import { expectProblem } from '../support/calls/problems.ts';
import { contents } from '../support/postgres/tables.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import type { TestUser } from '../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
});
afterAll(() => api.stop());

const { method, path, body } = bodyCall('follow-secret/put');
const send = (password: string) => api.call(method, `/v2${path}`, { ...body(user), password });

it('a flood of wrong passwords is refused, one read each, and meanwhile everybody else is served', async () => {
  expect((await send(user.password)).status).toBe(200);
  const before = await contents(api.userData);
  const callsBefore = api.dataApi.calls.entries.length;
  const flood = Array.from({ length: 12 }, () => send(randomUUID()));
  const others = [
    ...Array.from({ length: 5 }, () => send(user.password)),
    ...Array.from({ length: 5 }, () => api.call('GET', `/v2/user/${user.id}`)),
  ];
  for (const { status } of await Promise.all(others)) expect(status).toBe(200);
  for (const answer of await Promise.all(flood)) expectProblem(answer, 401);
  expect(api.dataApi.calls.entries).toHaveLength(callsBefore + flood.length + 5 * 2 + 5);
  expect(await contents(api.userData)).toEqual(before);
}, 90_000);

it('nobody is locked out by wrong passwords of others', async () => {
  for (let times = 0; times < 3; times += 1) expectProblem(await send(randomUUID()), 401);
  expect((await send(user.password)).status).toBe(200);
});

it.each(passwordCalls)('$name looks at no password longer than one may be', async (call) => {
  const before = api.dataApi.calls.entries.length;
  const long = { ...call.body(user), password: 'x'.repeat(1_000_000) };
  expectProblem(await api.call(call.method, `/v2${call.path}`, long), 400, ['password']);
  expect(api.dataApi.calls.entries).toHaveLength(before);
});
