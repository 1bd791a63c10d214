import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaveMessages, poll } from '../support/feed/inbox.ts';
import { SMALL_MEMORY } from '../support/system/small-memory.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

const LARGEST_PICTURE = 2_000 * 1024;

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem({ memoryMegabytes: SMALL_MEMORY });
});
afterAll(() => api.stop());

it('past 100 MiB of an answer pictures are null, and everybody is there', async () => {
  const users = await Promise.all(Array.from({ length: 90 }, () => insertUser(api)));
  await api.userData.query(
    `update users
     set encrypted_profile_picture = $2 || decode(md5(id::text), 'hex'), encrypted_name = decode(md5(id::text), 'hex')
     where id = any($1::uuid[])`,
    [users.map(({ id }) => id), randomBytes(LARGEST_PICTURE - 16)],
  );
  // Asked for twice, which counts once.
  const ids = users.flatMap(({ id }) => [id, id.toUpperCase()]);
  const { status, body } = await api.call('POST', '/v2/users', { ids });
  expect(status).toBe(200);
  expect(Object.keys(body.users).toSorted()).toEqual(users.map(({ id }) => id).toSorted());
  const answered = Object.values<Record<string, string | null>>(body.users);
  const withPicture = answered.filter(({ encryptedProfilePicture }) => encryptedProfilePicture !== null);
  const lengthOf = (base64: string | null | undefined) => Buffer.byteLength(base64 ?? '', 'base64');
  for (const { encryptedProfilePicture } of withPicture) {
    expect(lengthOf(encryptedProfilePicture)).toBe(LARGEST_PICTURE);
  }
  for (const { encryptedName } of answered) expect(lengthOf(encryptedName)).toBe(16);
  // One more would not have fitted.
  expect(withPicture).toHaveLength(Math.floor((100 * 1024 * 1024) / ((LARGEST_PICTURE / 3) * 4)));
  expect(withPicture).toEqual(answered.slice(0, withPicture.length));
});

it('an inbox that is too large for one answer is given in two', async () => {
  const user = await insertUser(api);
  const left = await leaveMessages(api, user, 4_500, 20);
  const first = await poll(api, user);
  const second = await poll(api, user);
  expect(first.length).toBeGreaterThan(3_500);
  expect(second.length).toBeGreaterThan(0);
  expect([...first, ...second].toSorted()).toEqual(left);
});
