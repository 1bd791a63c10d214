import type pg from 'pg';
import type { TestSystem } from '../../system/system.ts';
import type { MatrixCall } from './call.ts';
import { normalForm } from './reply.ts';

/** The contents of both databases that clients may notice, in normal form. */
export type Snapshot = readonly string[];

const USER_DATA = `
  select 'user ' || (to_jsonb(t) - 'encrypted_profile_picture')::text
    || coalesce(octet_length(encrypted_profile_picture)::text, '') as row from users as t
  union all select 'event ' || to_jsonb(t)::text from user_events as t
  union all select 'secret ' || to_jsonb(t)::text from user_follow_secrets as t
  union all select 'message ' || (to_jsonb(t) - 'given' - 'given_page')::text from user_inbox_items as t
  union all select 'item ' || to_jsonb(t)::text from shared_items as t
  union all select 'chat ' || jsonb_build_object('answers', answers, 'paid', token_hash is not null)::text from chats
  union all select 'said ' || content from chat_messages where role = 'assistant'`;

const RATE_LIMIT = `
  select 'counted ' || cardinality(requests) as row from rate_limit_consumptions where cardinality(requests) > 0`;

export async function takeSnapshot(
  { userData, rateLimit }: TestSystem,
  { mayStayCounted }: MatrixCall,
): Promise<Snapshot> {
  const counts = mayStayCounted ? [] : rowsOf(rateLimit, RATE_LIMIT);
  const rows = await Promise.all([rowsOf(userData, USER_DATA), counts]);
  return rows.flat().map(normalForm).toSorted();
}

async function rowsOf(pool: pg.Pool, query: string): Promise<string[]> {
  const { rows } = await pool.query<{ row: string }>(query);
  return rows.map(({ row }) => row);
}

/** Empties both databases. */
export async function wipe({ userData, rateLimit }: TestSystem): Promise<void> {
  await Promise.all([
    userData.query('delete from users; delete from chats'),
    rateLimit.query('delete from rate_limit_consumptions'),
  ]);
}

export const isSame = (one: Snapshot, other: Snapshot): boolean =>
  one.length === other.length && one.every((row, index) => row === other[index]);
