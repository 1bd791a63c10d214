import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, bodyCall } from '../../support/calls/body-calls.ts';
import { expectProblem } from '../../support/calls/problems.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import { ciphertext, type TestUser } from '../../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
});
afterAll(() => api.stop());

const create = (given: Body = {}) =>
  api.call('POST', '/v2/shareditem', { ...bodyCall('shared-item/create').body(user), ...given });
const item = (payloadBytes: number, ivBytes = 16) => ({
  encryptedPayload: ciphertext(payloadBytes),
  iv: { value: ciphertext(ivBytes) },
});

test('answers an id of its own for each item', async () => {
  const answers = [await create(), await create()];
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(body).toEqual({ id: expect.stringMatching(/^[a-z][a-z0-9]{11}$/) });
  }
  expect(answers[0]?.body.id).not.toBe(answers[1]?.body.id);
});

test.for([0, 1, 20 * 1024])('a payload may have %i bytes', async (bytes) => {
  const encryptedPayload = item(bytes);
  const { body } = await create({ encryptedPayload });
  expect((await api.call('GET', `/v2/shareditem/${body.id}`)).body).toMatchObject({ encryptedPayload });
});

test.for([
  [
    'a payload of 20 KiB and a byte',
    { encryptedPayload: item(20 * 1024 + 1) },
    'encryptedPayload.encryptedPayload',
  ],
  ['an IV of 15 bytes', { encryptedPayload: item(10, 15) }, 'encryptedPayload.iv.value'],
  ['an IV of 17 bytes', { encryptedPayload: item(10, 17) }, 'encryptedPayload.iv.value'],
  ['an IV that is text', { encryptedPayload: { ...item(10), iv: ciphertext(16) } }, 'encryptedPayload.iv'],
  ['a payload that is text', { encryptedPayload: ciphertext(10) }, 'encryptedPayload'],
  ['an expiry that is no date', { expiry: 'tomorrow' }, 'expiry'],
] as const)('%s is refused', async ([, given, faultPath]) => {
  expectProblem(await create(given), 400, [faultPath]);
});

test('an unknown user is a 401, as a wrong password is', async () => {
  const answer = await create({ userId: '5f0c7b4e-0000-4000-8000-000000000000' });
  expectProblem(answer, 401);
  const wrong = await create({ password: 'wrong' });
  expectProblem(wrong, 401);
  expect(answer.body.detail).toBe(wrong.body.detail);
});
