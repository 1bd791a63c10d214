import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { bodyCall, passwordCalls } from '../support/calls/body-calls.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { digestOf, insertUser, passwordVectors, type StoredPassword } from '../support/users/known-users.ts';
import { insertUserWithDigest, secretOfKeys, storedPassword } from '../support/users/password-digests.ts';
import type { TestUser } from '../support/users/users.ts';

const FIRST = 'the first key, of the length that keys have';
const SECOND = 'the second key, of the length that keys have';

const secrets = new Map<string, string>();
const setKeys = (keys: Readonly<Record<number, string>>) => secrets.set(...secretOfKeys(keys));

let api: TestSystem;
beforeAll(async () => {
  setKeys({ 1: FIRST });
  api = await startTestSystem({ secrets });
});
afterAll(() => api.stop());

const isUuid = ({ password }: StoredPassword) => /^[0-9a-f-]{36}$/.test(password);
const serverMade = passwordVectors.find(isUuid);
const chosen = passwordVectors.find((vector) => !isUuid(vector));
if (serverMade === undefined || chosen === undefined) throw new Error('Vectors are missing.');

/** No password has this hash: one that passes was not hashed. */
const unhashable: StoredPassword = { ...serverMade, hashHexUpper: 'NO HASH' };

const send = (name: string, user: TestUser, password = user.password) => {
  const { method, path, body } = bodyCall(name);
  return api.call(method, `/v2${path}`, { ...body(user), password });
};
const statusOf = async (user: TestUser, password?: string) =>
  (await send('follow-secret/put', user, password)).status;

const writingCalls = [
  'user/put',
  'event/put',
  'follow-secret/put',
  'follow-secret/delete',
  'shared-item/create',
];

describe('a digest that fits its row', () => {
  it.each(passwordCalls)('lets the right password in at once: $name', async ({ name }) => {
    const user = await insertUserWithDigest(api, unhashable, digestOf(unhashable, 1, FIRST));
    expect((await send(name, user)).status).toBe(200);
  });

  it.each(passwordCalls)('refuses any other at once: $name', async ({ name }) => {
    const digest = digestOf({ ...serverMade, password: randomUUID() }, 1, FIRST);
    const user = await insertUserWithDigest(api, serverMade, digest);
    // By its hash this password would be right: it was not hashed.
    expect((await send(name, user)).status).toBe(401);
  });

  it('is not written again by the next call', async () => {
    const user = await insertUser(api, serverMade);
    const firstDigest = (await storedPassword(api, user)).digest;
    expect(await statusOf(user)).toBe(200);
    expect((await storedPassword(api, user)).digest).not.toBe(firstDigest);
    // The version of the row, which every write changes.
    const version = async () =>
      (await api.userData.query('select xmin from users where id = $1', [user.id])).rows;
    const written = await version();
    expect(await statusOf(user)).toBe(200);
    expect(await version()).toEqual(written);
  });

  it('is made with the user', async () => {
    const { body } = await api.call('POST', '/v2/user/create', {});
    const { digest, ...stored } = await storedPassword(api, body);
    expect(digest).toBe(digestOf(stored, 1, FIRST));
  });
});

describe('without one, a password is hashed', () => {
  it.each(writingCalls)('and a right one written down by the call itself: %s', async (name) => {
    const user = await insertUser(api, serverMade);
    api.dataApi.calls.clear();
    expect((await send(name, user, randomUUID())).status).toBe(401);
    expect((await storedPassword(api, user)).digest).toBeNull();
    expect(api.dataApi.calls.entries).toHaveLength(1);
    api.dataApi.calls.clear();
    expect((await send(name, user)).status).toBe(200);
    expect((await storedPassword(api, user)).digest).toBe(digestOf(serverMade, 1, FIRST));
    expect(api.dataApi.calls.entries).toHaveLength(2);
  });

  it.each(writingCalls)('and written to no other user: %s', async (name) => {
    const [user, other] = [await insertUser(api, serverMade), await insertUser(api, serverMade)];
    expect((await send(name, user)).status).toBe(200);
    expect((await storedPassword(api, other)).digest).toBeNull();
  });

  it('an inbox with messages writes it down when they are gone', async () => {
    const user = await insertUser(api, serverMade);
    await send('inbox/put', user);
    expect((await send('inbox/get', user)).body.inboxMessages).toHaveLength(1);
    await expect
      .poll(async () => (await storedPassword(api, user)).digest)
      .toBe(digestOf(serverMade, 1, FIRST));
  });

  it('an empty inbox is one call, and writes nothing', async () => {
    const user = await insertUser(api, serverMade);
    api.dataApi.calls.clear();
    expect((await send('inbox/get', user)).status).toBe(200);
    expect(api.dataApi.calls.entries).toHaveLength(1);
    expect((await storedPassword(api, user)).digest).toBeNull();
  });

  it('a password that a person may have chosen stays without', async () => {
    const user = await insertUser(api, chosen);
    expect(await statusOf(user)).toBe(200);
    expect((await storedPassword(api, user)).digest).toBeNull();
  });

  it.each([
    '',
    '1',
    '1::',
    `x:${'A'.repeat(43)}=:${'A'.repeat(43)}=`,
    digestOf(serverMade, 1, FIRST).slice(0, -1),
  ])('and what is no digest is none: %s', async (digest) => {
    const user = await insertUserWithDigest(api, serverMade, digest);
    expect(await statusOf(user, randomUUID())).toBe(401);
    expect(await statusOf(user)).toBe(200);
    expect((await storedPassword(api, user)).digest).toBe(digestOf(serverMade, 1, FIRST));
  });
});

describe('a digest counts for its row only', () => {
  it('the C# backend writes another hash: the old password is wrong, the new one right', async () => {
    const old: StoredPassword = { ...serverMade, password: randomUUID() };
    const user = await insertUserWithDigest(
      api,
      serverMade,
      digestOf({ ...old, hashHexUpper: 'OLD' }, 1, FIRST),
    );
    expect(await statusOf(user, old.password)).toBe(401);
    expect(await statusOf(user)).toBe(200);
    expect((await storedPassword(api, user)).digest).toBe(digestOf(serverMade, 1, FIRST));
  });

  it('the C# backend writes another salt', async () => {
    const user = await insertUserWithDigest(
      api,
      serverMade,
      digestOf({ ...serverMade, saltHex: '00' }, 1, FIRST),
    );
    expect(await statusOf(user)).toBe(200);
  });

  it("another user's digest opens nothing, and shuts nobody out", async () => {
    const { body: other } = await api.call('POST', '/v2/user/create', {});
    const { digest } = await storedPassword(api, other);
    const user = await insertUserWithDigest(api, serverMade, digest ?? '');
    expect(await statusOf(user, other.password)).toBe(401);
    expect(await statusOf(user)).toBe(200);
  });
});

describe('keys', () => {
  const renew = (keys: Readonly<Record<number, string>>) => {
    setKeys(keys);
    api.functions.reload();
  };
  beforeEach(() => renew({ 1: FIRST }));

  it('a second key leaves the digests of the first good, and they are made anew with the next write', async () => {
    const user = await insertUserWithDigest(api, unhashable, digestOf(unhashable, 1, FIRST));
    renew({ 1: FIRST, 2: SECOND });
    expect(await statusOf(user, randomUUID())).toBe(401);
    expect(await statusOf(user)).toBe(200);
    expect((await storedPassword(api, user)).digest).toBe(digestOf(unhashable, 2, SECOND));
    renew({ 2: SECOND });
    expect(await statusOf(user)).toBe(200);
  });

  it.each([
    ['of a version that is gone', { 2: SECOND }, 2, SECOND],
    ['of another key of the same version', { 1: SECOND }, 1, SECOND],
  ] as const)('a digest %s says nothing: the password is hashed', async (_, keys, version, key) => {
    const user = await insertUserWithDigest(api, serverMade, digestOf(serverMade, 1, FIRST));
    renew(keys);
    expect(await statusOf(user, randomUUID())).toBe(401);
    expect(await statusOf(user)).toBe(200);
    expect((await storedPassword(api, user)).digest).toBe(digestOf(serverMade, version, key));
  });

  it.each([
    ['is not there', undefined],
    ['is no JSON', 'hush'],
    ['has a key that is too short', '{"1":"hush"}'],
    ['has a key without a version', `{"hush":"${FIRST}"}`],
    ['has a key that is no text', '{"1":["hush"]}'],
  ])('while the secret %s, passwords are hashed', async (_, value) => {
    const [arn] = secretOfKeys({});
    if (value === undefined) secrets.delete(arn);
    else secrets.set(arn, value);
    api.functions.reload();
    const digest = digestOf({ ...serverMade, password: randomUUID() }, 1, FIRST);
    const user = await insertUserWithDigest(api, serverMade, digest);
    expect(await statusOf(user)).toBe(200);
    expect((await storedPassword(api, user)).digest).toBe(digest);
    expect((await api.call('POST', '/v2/user/create', {})).status).toBe(200);
    expect(api.logLines.join('')).not.toContain('hush');
  });

  it('no key and no digest is ever told', () => {
    const logs = api.logLines.join('\n');
    for (const text of [FIRST, SECOND, digestOf(serverMade, 1, FIRST)]) expect(logs).not.toContain(text);
  });
});

test('where no key is configured, every password is hashed, and nothing is written', async () => {
  const keyless = await startTestSystem({ settings: { DIGEST_KEYS_ARN: undefined } });
  try {
    const { body: user } = await keyless.call('POST', '/v2/user/create', {});
    expect((await storedPassword(keyless, user)).digest).toBeNull();
    const { method, path, body } = bodyCall('user/put');
    const statusWith = async (password: string) =>
      (await keyless.call(method, `/v2${path}`, { ...body(user), password })).status;
    expect(await statusWith(user.password)).toBe(200);
    expect(await statusWith(randomUUID())).toBe(401);
    expect((await storedPassword(keyless, user)).digest).toBeNull();
  } finally {
    await keyless.stop();
  }
});
