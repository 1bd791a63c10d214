import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyCall, passwordCalls } from '../support/calls/body-calls.ts';
import { following, poll, publishEvent } from '../support/feed/follow.ts';
import { startTestSystem, type TestResponse, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';
import { addFollowSecret, ciphertext, type TestUser } from '../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
});
afterAll(() => api.stop());

/** The Data API's operations that a request needs, in order. */
async function operations(request: () => Promise<TestResponse>): Promise<string[]> {
  const before = api.dataApi.calls.entries.length;
  const { status, body } = await request();
  expect({ status, body }).toMatchObject({ status: 200 });
  return api.dataApi.calls.entries.slice(before).map(({ operation }) => operation);
}

/** So many statements outside a transaction. */
const statements = (count: number) => Array.from({ length: count }, () => 'ExecuteStatement');

const send = (name: string, by: TestUser = user) => {
  const { method, path, body } = bodyCall(name);
  return api.call(method, `/v2${path}`, body(by));
};

/** A user whose every value but the picture is as large as it may be. */
async function insertLargeUser(): Promise<TestUser> {
  const large = await insertUser(api);
  await api.userData.query(
    `update users set encrypted_current_plan = $2, encrypted_name = $3, rsa_public_key = $4, encryption_iv = $5
     where id = $1`,
    [large.id, ...[15 * 1024, 2 * 1024, 4 * 1024, 64].map((bytes) => Buffer.alloc(bytes, 7))],
  );
  return large;
}

test('health needs none', async () => {
  expect(await operations(() => api.call('GET', '/health'))).toEqual([]);
});

test('creating a user needs one', async () => {
  expect(await operations(() => send('user/create'))).toEqual(statements(1));
});

test('a user without a picture needs one, by id and by lookup, touched or not', async () => {
  const large = await insertLargeUser();
  await api.userData.query(`update users set last_accessed = now() - interval '2 hours'`);
  for (const name of [large.id, large.id, large.lookup]) {
    expect(await operations(() => api.call('GET', `/v2/user/${name}`))).toEqual(statements(1));
  }
});

test('20 users of full size need one', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, async () => (await insertLargeUser()).id));
  const request = async () => {
    const answer = await api.call('POST', '/v2/users', { ids });
    expect(Object.keys(answer.body.users)).toHaveLength(20);
    return answer;
  };
  expect(await operations(request)).toEqual(statements(1));
});

test.for(passwordCalls.filter(({ name }) => name !== 'inbox/get'))('$name needs two', async ({ name }) => {
  const owner = await insertUser(api);
  expect(await operations(() => send(name, owner))).toEqual(statements(2));
});

test('one page of events needs one, refused secrets included', async () => {
  const secret = await addFollowSecret(api, user);
  for (let count = 0; count < 3; count += 1) await publishEvent(api, user);
  const request = async () => {
    const answer = await poll(api, following(user, secret), following(user, 'wrong'));
    expect(answer.body.events.length).toBeGreaterThanOrEqual(3);
    return answer;
  };
  expect(await operations(request)).toEqual(statements(1));
  const none = following(user, secret, '9999-01-01T00:00:00Z');
  expect(await operations(() => poll(api, none))).toEqual(statements(1));
});

test('200 events of 2 KiB are one page', async () => {
  const owner = await insertUser(api);
  const secret = await addFollowSecret(api, owner);
  await api.userData.query(
    `insert into user_events (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)
     select $1, gen_random_uuid(), now() + n * interval '1 microsecond', now(), '2099-01-01', $2, $3
     from generate_series(1, 200) as n`,
    [owner.id, Buffer.alloc(2_048, 1), Buffer.alloc(16)],
  );
  const request = async () => {
    const answer = await poll(api, following(owner, secret));
    expect(answer.body.events).toHaveLength(200);
    return answer;
  };
  expect(await operations(request)).toEqual(statements(1));
});

test('leaving a message needs one; an empty inbox one, and one with messages two', async () => {
  const receiver = await insertUser(api);
  expect(await operations(() => send('inbox/get', receiver))).toEqual(statements(1));
  expect(await operations(() => send('inbox/put', receiver))).toEqual(statements(1));
  expect(await operations(() => send('inbox/get', receiver))).toEqual(statements(2));
});

test('a shared item needs one', async () => {
  const { body } = await send('shared-item/create');
  expect(await operations(() => api.call('GET', `/v2/shareditem/${body.id}`))).toEqual(statements(1));
});

test('a refused body needs none', async () => {
  const before = api.dataApi.calls.entries.length;
  expect((await api.call('PUT', '/v2/event', { password: ciphertext(9) })).status).toBe(400);
  expect(api.dataApi.calls.entries).toHaveLength(before);
});
