import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepare } from '../support/calls/feed-calls.ts';
import { leaveMessages } from '../support/feed/inbox.ts';
import { dumpTables, found } from '../support/postgres/dump.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { addFollowSecret, ciphertext, eventBody, type TestUser } from '../support/users/users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
});
afterAll(() => api.stop());

/** Makes a user who has one of everything. @returns it, and what was stored for it. */
async function fullUser(): Promise<{ user: TestUser; stored: string[] }> {
  const { body: user } = await api.call('POST', '/v2/user/create', {});
  const { id, password }: TestUser = user;
  const [name, plan, picture, key, letter, item] = [30, 300, 3_000, 294, 500, 600].map(ciphertext);
  await api.call('PUT', '/v2/user', {
    id,
    password,
    encryptedName: name,
    encryptedCurrentPlan: plan,
    encryptedProfilePicture: picture,
    encryptionIV: ciphertext(16),
    rsaPublicKey: key,
  });
  const event = eventBody(user);
  await api.call('PUT', '/v2/event', event);
  const followSecret = await addFollowSecret(api, user);
  await api.call('PUT', '/v2/inbox', { toUserId: id, encryptedMessage: [letter] });
  const share = { encryptedPayload: { encryptedPayload: item, iv: { value: ciphertext(16) } } };
  const { body: shared } = await api.call('POST', '/v2/shareditem', {
    userId: id,
    password,
    ...share,
    expiry: '2099-01-01T00:00:00Z',
  });
  await prepare(api, user);
  await leaveMessages(api, user, 2, 1);
  const bytes = [name, plan, picture, key, letter, item, event.encryptedEventPayload].map((base64) =>
    Buffer.from(base64 ?? '', 'base64').toString('hex'),
  );
  return { user, stored: [id, user.lookup, followSecret, event.eventId, shared.id, ...bytes] };
}

it('deleting a user leaves nothing of theirs in either database, and all of the others', async () => {
  const [leaving, staying] = await Promise.all([fullUser(), fullUser()]);
  const before = await dumpTables(api);
  expect(found(before, leaving.stored)).toEqual(leaving.stored);

  const { id, password } = leaving.user;
  expect((await api.call('POST', '/v2/user/delete', { id, password })).status).toBe(200);

  const after = await dumpTables(api);
  expect(found(after, leaving.stored)).toEqual([]);
  expect(found(after, staying.stored)).toEqual(staying.stored);
  const rows = (dump: string, part: string) => dump.split('\n').filter((row) => row.includes(part)).length;
  expect(rows(after, staying.user.id)).toBe(rows(before, staying.user.id));
});
