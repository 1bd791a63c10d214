import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../../support/calls/problems.ts';
import { following, poll, publishEvent } from '../../support/feed/follow.ts';
import { holdLock } from '../../support/postgres/locks.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import type { TestUser } from '../../support/users/users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const put = ({ id: userId, password }: TestUser, followSecret: unknown) =>
  api.call('PUT', '/v2/follow-secret', { userId, password, followSecret });

const secretsOf = async ({ id }: TestUser) => {
  const query = 'select value from user_follow_secrets where user_id = $1 order by value';
  return (await api.userData.query(query, [id])).rows.map(({ value }) => value);
};

test('answers {} and opens the events of this user', async () => {
  const user = await insertUser(api);
  const { eventId } = await publishEvent(api, user);
  const { status, body } = await put(user, 'open sesame');
  expect(status).toBe(200);
  expect(body).toEqual({});
  expect((await poll(api, following(user, 'open sesame'))).body.events).toMatchObject([{ eventId }]);
});

test('doing it twice is the same as once, even at the same moment', async () => {
  const user = await insertUser(api);
  const answers = await Promise.all(Array.from({ length: 5 }, () => put(user, 'twice')));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(await secretsOf(user)).toEqual(['twice']);
});

test('adding it is no error while another call has not finished adding it', async () => {
  const user = await insertUser(api);
  await put(user, 'twice');
  const { rows } = await api.userData.query(
    'delete from user_follow_secrets where user_id = $1 returning *',
    [user.id],
  );
  const [{ id, user_id: userId, value }] = rows;
  const insert = 'insert into user_follow_secrets (id, user_id, value) values ($1, $2, $3)';
  const other = await holdLock(api.userData, { text: insert, values: [id, userId, value] });
  const answer = put(user, 'twice');
  await other.isWaitedFor();
  await other.commit();
  expect((await answer).status).toBe(200);
  expect(await secretsOf(user)).toEqual(['twice']);
});

test('a user may have many, and two users the same', async () => {
  const [user, other] = [await insertUser(api), await insertUser(api)];
  for (const secret of ['a', 'b', 'c']) await put(user, secret);
  await put(other, 'b');
  expect(await secretsOf(user)).toEqual(['a', 'b', 'c']);
  expect(await secretsOf(other)).toEqual(['b']);
});

test('takes 1 to 40 characters', async () => {
  const user = await insertUser(api);
  const accepted = ['x', ' ', 'x'.repeat(40), '🏋'.repeat(40), `:a 'b' "c" \\ $1 ? %`];
  for (const secret of accepted) expect((await put(user, secret)).status).toBe(200);
  expect(new Set(await secretsOf(user))).toEqual(new Set(accepted));
  for (const secret of ['', 'x'.repeat(41), '🏋'.repeat(41)]) {
    expectProblem(await put(user, secret), 400, ['followSecret']);
  }
});
