import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../../support/calls/problems.ts';
import { following, poll, publishEvent } from '../../support/feed/follow.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import { addFollowSecret, type TestUser } from '../../support/users/users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const revoke = ({ id: userId, password }: TestUser, followSecret: string) =>
  api.call('POST', '/v2/follow-secret/delete', { userId, password, followSecret });

test('answers {} and closes the events to this secret alone', async () => {
  const user = await insertUser(api);
  const [revoked, kept] = [await addFollowSecret(api, user), await addFollowSecret(api, user)];
  const { eventId } = await publishEvent(api, user);
  const { status, body } = await revoke(user, revoked);
  expect(status).toBe(200);
  expect(body).toEqual({});
  expect((await poll(api, following(user, revoked))).body).toEqual({
    events: [],
    invalidFollowSecrets: [revoked],
  });
  expect((await poll(api, following(user, kept))).body.events).toMatchObject([{ eventId }]);
});

test('an unknown or already revoked secret is no error', async () => {
  const user = await insertUser(api);
  const secret = await addFollowSecret(api, user);
  for (const each of ['never added', secret, secret]) expect((await revoke(user, each)).body).toEqual({});
});

test("another user's equal secret stays", async () => {
  const [user, other] = [await insertUser(api), await insertUser(api)];
  const secret = await addFollowSecret(api, user);
  await api.call('PUT', '/v2/follow-secret', {
    userId: other.id,
    password: other.password,
    followSecret: secret,
  });
  await revoke(user, secret);
  expect((await poll(api, following(other, secret))).body.invalidFollowSecrets).toEqual([]);
});

test('a secret that the C# backend stored twice is revoked with both rows', async () => {
  const user = await insertUser(api);
  await api.userData.query(
    `insert into user_follow_secrets (id, user_id, value)
     select gen_random_uuid(), $1, 'twice' from generate_series(1, 2)`,
    [user.id],
  );
  expect((await poll(api, following(user, 'twice'))).body.invalidFollowSecrets).toEqual([]);
  await revoke(user, 'twice');
  expect((await poll(api, following(user, 'twice'))).body.invalidFollowSecrets).toEqual(['twice']);
});

test('takes 1 to 40 characters', async () => {
  const user = await insertUser(api);
  expect((await revoke(user, 'x'.repeat(40))).status).toBe(200);
  for (const secret of ['', 'x'.repeat(41)]) expectProblem(await revoke(user, secret), 400, ['followSecret']);
});
