import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../../support/calls/problems.ts';
import { leaveMessages } from '../../support/feed/inbox.ts';
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

test("another user's messages stay when there are some of one's own", async () => {
  const [user, other] = [await insertUser(api), await insertUser(api)];
  const [own, others] = [await leave(user), await leave(other)];
  expect((await poll(user)).body.inboxMessages).toMatchObject([{ encryptedMessage: [own] }]);
  expect((await poll(other)).body.inboxMessages).toMatchObject([{ encryptedMessage: [others] }]);
});

test('messages come oldest first when they are more than a page holds', async () => {
  const user = await insertUser(api);
  const left = await leaveMessages(api, user, 300, 1);
  await api.userData.query(
    `update user_inbox_items set created = now() - place * interval '1 minute'
     from unnest($1::uuid[]) with ordinality as item (message, place) where id = message`,
    [left.toReversed()],
  );
  const { inboxMessages } = (await poll(user)).body;
  expect(inboxMessages.map((message: { id: string }) => message.id)).toEqual(left);
});

test('messages of the C# backend, which have no time, come first', async () => {
  const user = await insertUser(api);
  const [newer, older] = [await leave(user), await leave(user)];
  await api.userData.query(
    'update user_inbox_items set created = null where user_id = $1 and encrypted_message[1] = $2',
    [user.id, Buffer.from(older, 'base64')],
  );
  const { inboxMessages } = (await poll(user)).body;
  expect(inboxMessages).toMatchObject([{ encryptedMessage: [older] }, { encryptedMessage: [newer] }]);
});

test('what was given a quarter of an hour ago may still be on its way; later it is given again', async () => {
  const user = await insertUser(api);
  const [onItsWay, lost] = [await leave(user), await leave(user)];
  const give = (chunk: string, minutes: number) =>
    api.userData.query(
      `update user_inbox_items set given = now() - make_interval(mins => $3), given_page = gen_random_uuid()
       where user_id = $1 and encrypted_message[1] = $2`,
      [user.id, Buffer.from(chunk, 'base64'), minutes],
    );
  await give(onItsWay, 15);
  await give(lost, 17);
  expect((await poll(user)).body.inboxMessages).toMatchObject([{ encryptedMessage: [lost] }]);
  expect((await poll(user)).body).toEqual({ inboxMessages: [] });
});

test('a wrong password removes nothing', async () => {
  const user = await insertUser(api);
  const chunk = await leave(user);
  expectProblem(await poll({ ...user, password: 'wrong' }), 401);
  expect((await poll(user)).body.inboxMessages).toMatchObject([{ encryptedMessage: [chunk] }]);
});
