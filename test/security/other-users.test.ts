import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { type Body, type BodyCall, bodyCall, bodyCalls, passwordCalls } from '../support/calls/body-calls.ts';
import { prepare } from '../support/calls/feed-calls.ts';
import { expectProblem } from '../support/calls/problems.ts';
import { following, poll, publishEvent } from '../support/feed/follow.ts';
import { rowsOf } from '../support/postgres/rows-of.ts';
import { contents } from '../support/postgres/tables.ts';
import { startTestSystem, type TestResponse, type TestSystem } from '../support/system/system.ts';
import { insertUser, passwordVectors } from '../support/users/known-users.ts';
import type { TestUser } from '../support/users/users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

/** Somebody with one of each thing, and an attacker who has the same, and a password of their own. */
let victim: TestUser;
let attacker: TestUser;
beforeEach(async () => {
  [victim, attacker] = await Promise.all([insertUser(api), insertUser(api, passwordVectors[1])]);
  await Promise.all([prepare(api, victim), prepare(api, attacker)]);
});

const send = ({ method, path }: BodyCall, body: Body): Promise<TestResponse> =>
  api.call(method, `/v2${path}`, body);

/** The names of the property that says who calls, as clients may write them. */
const idNames = ['id', 'userId', 'ID', 'user_id'];

/** A body's text with a second id, written otherwise, before or behind all the rest. */
function withSecondId(body: Body, id: string, place: 'first' | 'last'): string {
  const own = 'userId' in body ? 'userId' : 'id';
  const other = own === 'userId' ? 'user_id' : 'ID';
  const rest = JSON.stringify(body).slice(1, -1);
  const second = `"${other}":"${id}"`;
  return place === 'first' ? `{${second},${rest}}` : `{${rest},${second}}`;
}

const namesNobodyElse = bodyCalls.filter(({ name }) => name !== 'inbox/put');

test.for(namesNobodyElse)('$name of one user leaves every row of another as it is', async (call) => {
  const before = await rowsOf(api, victim);
  expect((await send(call, call.body(attacker))).status).toBe(200);
  expect(await rowsOf(api, victim)).toEqual(before);
});

describe.for(passwordCalls)("$name with another user's id", (call) => {
  it("is refused with one's own password, right as it was a moment ago", async () => {
    await send(bodyCall('follow-secret/put'), bodyCall('follow-secret/put').body(attacker));
    const before = await contents(api.userData);
    expectProblem(await send(call, call.body({ ...victim, password: attacker.password })), 401);
    expect(await contents(api.userData)).toEqual(before);
  });

  it("next to one's own, is refused or does nothing to the other", async () => {
    const before = await rowsOf(api, victim);
    const { method, path, body } = call;
    const last = await api.call(method, `/v2${path}`, withSecondId(body(attacker), victim.id, 'last'));
    expectProblem(last, 401);
    const first = await api.call(method, `/v2${path}`, withSecondId(body(attacker), victim.id, 'first'));
    expect(first.status).toBe(200);
    expect(await rowsOf(api, victim)).toEqual(before);
  });
});

test('an id in a list, an object or the query names nobody', async () => {
  const { body } = bodyCall('user/delete');
  const before = await rowsOf(api, victim);
  for (const id of [
    [victim.id],
    { id: victim.id },
    { toString: victim.id },
    `${victim.id}'`,
    ` ${victim.id}`,
  ]) {
    expectProblem(await api.call('POST', '/v2/user/delete', { ...body(attacker), id }), 400, ['id']);
  }
  const query = idNames.map((name) => `${name}=${victim.id}`).join('&');
  expect((await api.call('POST', `/v2/user/delete?${query}`, body(attacker))).status).toBe(200);
  expect(await rowsOf(api, victim)).toEqual(before);
});

test("an event under another user's event id is one's own", async () => {
  const { eventId } = await publishEvent(api, victim);
  const before = await rowsOf(api, victim);
  await publishEvent(api, attacker, { eventId });
  expect(await rowsOf(api, victim)).toEqual(before);
});

test("a follow secret opens its own user's events alone, however it is asked with", async () => {
  const secret = randomUUID();
  await send(bodyCall('follow-secret/put'), {
    ...bodyCall('follow-secret/put').body(attacker),
    followSecret: secret,
  });
  await publishEvent(api, victim);
  const { body } = await poll(api, following(attacker, secret), following(victim, secret));
  const owners = body.events.map(({ userId }: { userId: string }) => userId);
  expect(new Set(owners)).toEqual(new Set([attacker.id]));
  expect(body.invalidFollowSecrets).toEqual([secret]);
});

test('a message may be left for another user, and nothing else of theirs is touched', async () => {
  const { user_inbox_items: before, user_inbox_receipts: _, ...rest } = await rowsOf(api, victim);
  expect((await send(bodyCall('inbox/put'), bodyCall('inbox/put').body(victim))).status).toBe(200);
  const { user_inbox_items: after, user_inbox_receipts: __, ...same } = await rowsOf(api, victim);
  expect(same).toEqual(rest);
  expect(after).toEqual(expect.arrayContaining(before ?? []));
});

test('what is read of a user holds nothing that opens their account', async () => {
  const { body } = await api.call('GET', `/v2/user/${victim.id}`);
  expect(Object.keys(body).toSorted()).toEqual([
    'encryptedCurrentPlan',
    'encryptedName',
    'encryptedProfilePicture',
    'encryptionIV',
    'id',
    'lookup',
    'rsaPublicKey',
  ]);
  const { rows } = await api.userData.query<{ hash: string; salt: Buffer }>(
    'select hashed_password as hash, salt from users where id = $1',
    [victim.id],
  );
  for (const { hash, salt } of rows) {
    for (const secret of [hash, salt.toString('base64'), salt.toString('hex'), victim.password]) {
      expect(JSON.stringify(body)).not.toContain(secret);
    }
  }
});
