import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  deleteAbandonedChats,
  deleteExpiredEvents,
  deleteExpiredSharedItems,
  deleteIdleRateLimits,
  deleteStaleReceipts,
} from '../../lib/db/queries/purge.ts';
import { planOf } from '../support/postgres/plan.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';
import { insertUser } from '../support/users/known-users.ts';

let api: TestSystem;
beforeAll(async () => {
  api = await startTestSystem();
  const { id } = await insertUser(api);
  const insert = (table: string, values: string) =>
    api.userData.query(`insert into ${table} select ${values} from generate_series(1, 20000) as n`);
  const age = `now() - n * interval '1 second'`;
  const event = `'${id}', gen_random_uuid(), now(), now(), ${age}, '\\x01', '\\x02'`;
  await insert(
    'user_events (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)',
    event,
  );
  const item = `n, '${id}', now(), ${age}, '\\x01', '\\x02'`;
  await insert('shared_items (id, user_id, timestamp, expiry, encrypted_payload, encryption_iv)', item);
  await insert('user_inbox_receipts (id, user_id, created)', `gen_random_uuid(), '${id}', ${age}`);
  await insert('chats (connection_id, created)', `n, ${age}`);
  await api.rateLimit.query(
    `insert into rate_limit_consumptions (key, requests)
     select n, array[now() - n * interval '1 minute'] from generate_series(1, 20000) as n`,
  );
  await Promise.all([api.userData.query('analyze'), api.rateLimit.query('analyze')]);
});
afterAll(() => api.stop());

// Most rows are due as far as the statistics know, so that reading the whole table looks tempting.
it.each<[string, () => Promise<string>]>([
  ['ix_user_events_expiry', () => planOf(api.userData, deleteExpiredEvents)],
  ['ix_shared_items_expiry', () => planOf(api.userData, deleteExpiredSharedItems)],
  ['ix_user_inbox_receipts_created', () => planOf(api.userData, deleteStaleReceipts)],
  ['ix_chats_created', () => planOf(api.userData, deleteAbandonedChats)],
  ['ix_rate_limit_consumptions_last_call', () => planOf(api.rateLimit, deleteIdleRateLimits)],
])('what is to be purged is found by %s', async (index, readPlan) => {
  const plan = await readPlan();
  expect(plan).toContain(`Index Scan using ${index} on`);
  expect(plan).toContain('Tid Scan on');
  expect(plan).not.toContain('Seq Scan');
});
