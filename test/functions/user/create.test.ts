import { pbkdf2Sync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestSystem, type TestSystem } from '../../support/system/system.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('hands out an id, a lookup and a password, and each but once', async () => {
  const answers = [
    await api.call('POST', '/v2/user/create', {}),
    await api.call('POST', '/v2/user/create', {}),
  ];
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.stringMatching(uuidV4),
      lookup: expect.stringMatching(/^[a-z][a-z0-9]{11}$/),
      password: expect.stringMatching(uuidV4),
    });
  }
  expect(new Set(answers.flatMap(({ body }) => Object.values(body))).size).toBe(6);
});

test('stores what the C# backend stores, and not the password', async () => {
  const { body } = await api.call('POST', '/v2/user/create', {});
  const { rows } = await api.userData.query(
    `select *, created = last_accessed as is_untouched, abs(extract(epoch from now() - created)) < 60 as is_new
     from users where id = $1`,
    [body.id],
  );
  const [row] = rows;
  expect(row).toMatchObject({
    user_lookup: body.lookup,
    encrypted_current_plan: null,
    encrypted_profile_picture: null,
    encrypted_name: null,
    encryption_iv: Buffer.alloc(0),
    rsa_public_key: Buffer.alloc(0),
    is_untouched: true,
    is_new: true,
  });
  expect(row.salt).toHaveLength(64);
  const hash = pbkdf2Sync(body.password, row.salt, 350_000, 64, 'sha512').toString('hex').toUpperCase();
  expect(row.hashed_password).toBe(hash);
  expect(JSON.stringify(row) + api.logLines.join('')).not.toContain(body.password);
});

test('takes a body with anything in it', async () => {
  expect((await api.call('POST', '/v2/user/create', { id: 'mine', more: [1] })).status).toBe(200);
});
