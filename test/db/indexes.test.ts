import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { upsertEvent } from '../../lib/db/queries/events.ts';
import { selectFirstFeedPage, selectNextFeedPage } from '../../lib/db/queries/feed.ts';
import type { UserDataTables } from '../../lib/db/tables.ts';
import { followedUsers, storeEvents } from '../support/feed/events.ts';
import { planOf } from '../support/postgres/plan.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

let api: TestSystem;
let userId: string;
let followSecret: string;
beforeAll(async () => {
  api = await startTestSystem();
  const { users, secrets } = await followedUsers(api, 2);
  await storeEvents(api, users, { count: 20_000, payloadBytes: 100, alike: 1 });
  await api.userData.query(`analyze`);
  [userId = '', followSecret = ''] = Object.entries(secrets)[0] ?? [];
});
afterAll(() => api.stop());

type Work = (db: Kysely<UserDataTables>) => Promise<unknown>;

const firstPage =
  (since: string): Work =>
  (db) =>
    selectFirstFeedPage(db, [{ userId, followSecret, since }], 250);

const laterPage =
  (since: string): Work =>
  (db) => {
    const followed = JSON.stringify([{ user_id: userId, since, until: '2099-01-01T00:00:00Z' }]);
    return selectNextFeedPage(db, { timestamp: since, userId, eventId: userId, followed }, 250);
  };

const put: Work = (db) => {
  const [encryptedEventPayload, encryptedEventIV] = [Buffer.alloc(100), Buffer.alloc(16)];
  const event = { userId, eventId: userId, encryptedEventPayload, encryptedEventIV, expiry: '2099-01-01' };
  return upsertEvent(db, event, '2024-01-01', undefined);
};

it.each<[string, Work]>([
  ['all events, first page', firstPage('0001-01-01T00:00:00Z')],
  ['new events, first page', firstPage(new Date().toISOString())],
  ['new events, later page', laterPage(new Date().toISOString())],
  ['a new event', put],
])('however many events a user has, they are read by index: %s', async (_, work) => {
  const plan = await planOf(api.userData, work);
  expect(plan).toContain('using ix_user_events_user_id_timestamp_id on user_events');
  expect(plan).not.toContain('Seq Scan on user_events');
});
