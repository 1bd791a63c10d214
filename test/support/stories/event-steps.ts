import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { ciphertext } from '../users/users.ts';
import { steps, unretriedSteps } from './commands.ts';
import { pick, type World } from './world.ts';

/** Few, so that users share them and events are replaced. */
export const EVENT_IDS = Array.from(
  { length: 6 },
  (_, index) => `${String(index).repeat(8)}-0000-4000-8000-000000000000`,
);
const SECRETS = ['a secret', 'another', 'a third'];
export const IV = ciphertext(16);
export const FAR = '2099-01-01T00:00:00Z';

const person = fc.nat();
export const secret = fc.constantFrom(...SECRETS);

const put = steps(
  'put an event',
  fc.record({ person, eventId: fc.constantFrom(...EVENT_IDS), isExpired: fc.boolean() }),
  async (world, call, { person: number, eventId, isExpired }) => {
    const known = pick(world.people, number);
    const payload = ciphertext(40);
    const { status } = await call('PUT', '/event', {
      userId: known.id,
      password: known.password,
      eventId,
      encryptedEventPayload: payload,
      encryptedEventIV: IV,
      expiry: isExpired ? '2020-01-01T00:00:00Z' : FAR,
    });
    assert.equal(status, known.isGone ? 404 : 200);
    if (known.isGone) return;
    world.eventsPut += 1;
    known.events.set(eventId, { payload, isExpired, place: world.eventsPut });
  },
);

const allow = steps('put a follow secret', fc.record({ person, secret }), async (world, call, values) => {
  const { id, password, isGone, followSecrets } = pick(world.people, values.person);
  const body = { userId: id, password, followSecret: values.secret };
  assert.equal((await call('PUT', '/follow-secret', body)).status, isGone ? 404 : 200);
  if (!isGone) followSecrets.add(values.secret);
});

const revoke = steps('delete a follow secret', fc.record({ person, secret }), async (world, call, values) => {
  const { id, password, isGone, followSecrets } = pick(world.people, values.person);
  const body = { userId: id, password, followSecret: values.secret };
  assert.equal((await call('POST', '/follow-secret/delete', body)).status, isGone ? 404 : 200);
  if (!isGone) followSecrets.delete(values.secret);
});

/** Enough for some pages of a feed, and written as the C# backend does, whose time stamps are not ours. */
const MANY = 250;
const MANY_BYTES = 5_000;

const publishMany = unretriedSteps('publish many', person, async (world, { api }, number) => {
  const known = pick(world.people, number);
  if (known.isGone) return;
  const ids = Array.from({ length: MANY }, () => randomUUID());
  const payload = ciphertext(MANY_BYTES);
  await api.userData.query(
    `insert into user_events (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)
    select $1, id, greatest(
        clock_timestamp(), (select max(timestamp) from user_events where user_id = $1)
      ) + number * interval '1 microsecond', now(), $3, decode($4, 'base64'), decode($5, 'base64')
    from unnest($2::uuid[]) with ordinality as ids (id, number)`,
    [known.id, ids, FAR, payload, IV],
  );
  for (const eventId of ids) {
    world.eventsPut += 1;
    known.events.set(eventId, { payload, isExpired: false, place: world.eventsPut });
  }
});

/** A newly installed app reads everything again. */
const startAnew = steps('follow anew', person, async (world: World, _call, number) => {
  const { person: known } = pick(world.followers, number);
  world.followers.push({ person: known, since: '0001-01-01T00:00:00Z', place: 0 });
});

export const eventSteps = [put, put, put, put, allow, allow, revoke, startAnew];

/** Much slower than the others. */
export const slowEventSteps = [publishMany];
