import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ciphertext } from '../users/users.ts';
import { steps } from './commands.ts';
import { pick } from './world.ts';

const person = fc.nat();

const leave = steps(
  'leave a message',
  fc.record({ person, chunks: fc.integer({ min: 1, max: 20 }) }),
  async (world, call, { person: number, chunks }) => {
    const { id, isGone, inbox } = pick(world.people, number);
    const message = Array.from({ length: chunks }, () => ciphertext(1_024));
    const { status } = await call('PUT', '/inbox', { toUserId: id, encryptedMessage: message });
    assert.equal(status, isGone ? 404 : 200);
    if (!isGone) inbox.push(message);
  },
);

const empty = steps('empty the inbox', person, async (world, call, number) => {
  const known = pick(world.people, number);
  const { status, body } = await call('POST', '/inbox', { userId: known.id, password: known.password });
  assert.equal(status, known.isGone ? 404 : 200);
  if (known.isGone) return;
  const received: { encryptedMessage: string[] }[] = body.inboxMessages;
  assert.deepEqual(
    received.map(({ encryptedMessage }) => encryptedMessage),
    known.inbox,
  );
  known.inbox = [];
});

const share = steps('share', person, async (world, call, number) => {
  const owner = pick(world.people, number);
  const payload = ciphertext(60);
  const { status, body } = await call('POST', '/shareditem', {
    userId: owner.id,
    password: owner.password,
    encryptedPayload: { encryptedPayload: payload, iv: { value: ciphertext(16) } },
    expiry: '2099-01-01T00:00:00Z',
  });
  assert.equal(status, owner.isGone ? 401 : 200);
  if (!owner.isGone) world.items.push({ id: body.id, owner, payload });
});

const open = steps('open a link', fc.nat(), async (world, call, number) => {
  const items = [...world.items, undefined];
  const item = items[number % items.length];
  const { status, body } = await call('GET', `/shareditem/${item?.id ?? 'nobodys-item'}`);
  assert.equal(status, item === undefined || item.owner.isGone ? 404 : 200);
  if (status === 404) return;
  assert.equal(body.encryptedPayload.encryptedPayload, item?.payload);
  assert.equal(body.rsaPublicKey.spkiPublicKeyBytes, item?.owner.profile.rsaPublicKey);
});

export const letterSteps = [leave, leave, leave, empty, empty, share, open, open];
