import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyCall } from '../../support/calls/body-calls.ts';
import { expectProblem } from '../../support/calls/problems.ts';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';
import { insertUser } from '../../support/users/known-users.ts';
import type { TestUser } from '../../support/users/users.ts';

let api: TestSystem;
let user: TestUser;
beforeAll(async () => {
  api = await startTestSystem();
  user = await insertUser(api);
});
afterAll(() => api.stop());

const get = (id: string) => api.call('GET', `/v2/shareditem/${id}`);

/** Shares an item that expires in so many seconds. @returns its id, and the item. */
async function share(seconds = 1_000) {
  const body = bodyCall('shared-item/create').body(user);
  const { id } = (await api.call('POST', '/v2/shareditem', body)).body;
  await api.userData.query(
    `update shared_items set expiry = clock_timestamp() + make_interval(secs => $2) where id = $1`,
    [id, seconds],
  );
  return { id, encryptedPayload: body.encryptedPayload };
}

test("returns the item with its owner's public key of now, to anybody", async () => {
  const { id, encryptedPayload } = await share();
  const other = bodyCall('user/put').body(await insertUser(api));
  await api.call('PUT', '/v2/user', { ...other, rsaPublicKey: 'AAAA' });
  expect((await get(id)).body).toEqual({ rsaPublicKey: { spkiPublicKeyBytes: '' }, encryptedPayload });
  const published = bodyCall('user/put').body(user);
  await api.call('PUT', '/v2/user', published);
  const { status, body } = await get(id);
  expect(status).toBe(200);
  expect(body).toEqual({ rsaPublicKey: { spkiPublicKeyBytes: published.rsaPublicKey }, encryptedPayload });
});

test('is gone once expired, or with its owner', async () => {
  const { id } = await share(0);
  expectProblem(await get(id), 404);

  const owner = await insertUser(api);
  const answer = await api.call('POST', '/v2/shareditem', bodyCall('shared-item/create').body(owner));
  expect((await get(answer.body.id)).status).toBe(200);
  await api.call('POST', '/v2/user/delete', { id: owner.id, password: owner.password });
  expectProblem(await get(answer.body.id), 404);
});

test('an item shared with an expiry in the past is never handed out', async () => {
  const body = { ...bodyCall('shared-item/create').body(user), expiry: '0001-01-01T00:00:00Z' };
  const { status, body: answer } = await api.call('POST', '/v2/shareditem', body);
  expect(status).toBe(200);
  expectProblem(await get(answer.id), 404);
});

test.for([20, 20.4, 20.6, 20.9, 59.9, 1_000_000])(
  'caches never keep an item that expires in %d s beyond that',
  async (seconds) => {
    const { id } = await share(seconds);
    const { headers } = await get(id);
    const [, age] = /^public, max-age=(\d+)$/.exec(headers.get('cache-control') ?? '') ?? [];
    expect(Number(age)).toBeGreaterThan(0);
    expect(Number(age)).toBeLessThanOrEqual(Math.min(seconds, 60));
  },
);

test('caches do not keep that there is no item', async () => {
  expect((await get('abcdefghijkl')).headers.get('cache-control')).toBe('no-store');
});

test('an item that never expires is shared for ever', async () => {
  const { id } = await share();
  await api.userData.query(`update shared_items set expiry = 'infinity' where id = $1`, [id]);
  expect((await get(id)).headers.get('cache-control')).toBe('public, max-age=60');
});

test.for(['abcdefghijkl', 'a'.repeat(300), '%00', '..%2f..%2fhealth', encodeURIComponent("' or true --")])(
  '%s is no item: 404',
  async (id) => {
    expectProblem(await get(id), 404);
  },
);
