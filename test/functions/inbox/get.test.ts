import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../../support/calls/problems.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import { ciphertext, type TestUser } from '../../support/users/users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const poll = ({ id: userId, password }: TestUser) => api.call('POST', '/v2/inbox', { userId, password });

/** Leaves a message of one chunk. @returns the chunk. */
async function leave({ id: toUserId }: TestUser): Promise<string> {
  const chunk = ciphertext(32);
  await api.call('PUT', '/v2/inbox', { toUserId, encryptedMessage: [chunk] });
  return chunk;
}

test('an empty inbox', async () => {
  const { status, body } = await poll(await insertUser(api));
  expect(status).toBe(200);
  expect(body).toEqual({ inboxMessages: [] });
});

test('returns the messages oldest first and removes them', async () => {
  const user = await insertUser(api);
  const left = [await leave(user), await leave(user), await leave(user)];
  const { status, body } = await poll(user);
  expect(status).toBe(200);
  expect(body).toEqual({
    inboxMessages: left.map((chunk) => ({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      encryptedMessage: [chunk],
    })),
  });
  expect((await poll(user)).body).toEqual({ inboxMessages: [] });
  const late = await leave(user);
  expect((await poll(user)).body.inboxMessages).toMatchObject([{ encryptedMessage: [late] }]);
});

test("another user's messages stay", async () => {
  const [user, other] = [await insertUser(api), await insertUser(api)];
  const chunk = await leave(other);
  expect((await poll(user)).body).toEqual({ inboxMessages: [] });
  expect((await poll(other)).body.inboxMessages).toMatchObject([{ encryptedMessage: [chunk] }]);
});

test('a wrong password removes nothing', async () => {
  const user = await insertUser(api);
  const chunk = await leave(user);
  expectProblem(await poll({ ...user, password: 'wrong' }), 401);
  expect((await poll(user)).body.inboxMessages).toMatchObject([{ encryptedMessage: [chunk] }]);
});
