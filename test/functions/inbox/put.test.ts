import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../../support/calls/problems.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import { ciphertext } from '../../support/users/users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const put = (toUserId: string, encryptedMessage: unknown) =>
  api.call('PUT', '/v2/inbox', { toUserId, encryptedMessage });

const chunks = (count: number, bytes = 256) => Array.from({ length: count }, () => ciphertext(bytes));

test.for([
  ['one chunk', chunks(1)],
  ['20 chunks of 1,024 bytes', chunks(20, 1_024)],
  ['empty chunks', ['', 'AA==', '']],
  ['equal chunks', ['AA==', 'AA==', 'AA==']],
] as const)('takes %s without a password, and hands them on in order', async ([, message]) => {
  const { id, password } = await insertUser(api);
  const { status, body } = await put(id.toUpperCase(), message);
  expect(status).toBe(200);
  expect(body).toEqual({});
  expect((await api.call('POST', '/v2/inbox', { userId: id, password })).body.inboxMessages).toEqual([
    { id: expect.any(String), encryptedMessage: message },
  ]);
});

test('an unknown receiver is a 404', async () => {
  expectProblem(await put(randomUUID(), chunks(1)), 404);
});

test.for([
  ['no chunk', [], ['encryptedMessage']],
  ['21 chunks', chunks(21), ['encryptedMessage']],
  ['a chunk of 1,025 bytes', [...chunks(2), ciphertext(1_025)], ['encryptedMessage.2']],
  ['text in place of a list', ciphertext(10), ['encryptedMessage']],
] as const)('%s is refused', async ([, message, faultPaths]) => {
  expectProblem(await put((await insertUser(api)).id, message), 400, faultPaths);
});
