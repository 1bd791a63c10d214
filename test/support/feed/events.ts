import type { TestSystem } from '../system/system.ts';
import { insertUser } from '../users/known-users.ts';
import type { TestUser } from '../users/users.ts';

/** Inserts users with follow secrets, bypassing the API. @returns them and their secrets by id. */
export async function followedUsers(
  api: TestSystem,
  count: number,
): Promise<{ users: TestUser[]; secrets: Record<string, string> }> {
  const users = await Promise.all(Array.from({ length: count }, () => insertUser(api)));
  const secrets = Object.fromEntries(users.map(({ id }) => [id, `secret of ${id.slice(0, 8)}`]));
  await api.userData.query(
    `insert into user_follow_secrets (id, user_id, value)
     select gen_random_uuid(), key::uuid, value from json_each_text($1)`,
    [JSON.stringify(secrets)],
  );
  return { users, secrets };
}

/** Events to insert, bypassing the API. */
export interface StoredEvents {
  /** Events of each user. */
  readonly count: number;
  readonly payloadBytes: number;
  /** The number of a user's events that share a timestamp; all users have the same timestamps. */
  readonly alike: number;
}

/** Inserts events a millisecond apart, from a day ago. */
export async function storeEvents(
  api: TestSystem,
  users: readonly TestUser[],
  { count, payloadBytes, alike }: StoredEvents,
): Promise<void> {
  await api.userData.query(
    `insert into user_events (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)
     select user_id, gen_random_uuid(), time, now(), 'infinity',
       decode(left(repeat(md5(place::text), $3 / 16 + 1), 2 * $3), 'hex'), decode(md5(user_id::text), 'hex')
     from unnest($1::uuid[]) as user_id
     cross join generate_series(0, $2 - 1) as place
     cross join lateral (
       select date_trunc('day', now()) - interval '1 day' + place / $4 * interval '1 millisecond' as time
     ) as clock`,
    [users.map(({ id }) => id), count, payloadBytes, alike],
  );
}

/** The ids of all stored events, oldest first, ties by user and event. */
export async function storedEventIds(api: TestSystem, users: readonly TestUser[]): Promise<string[]> {
  const { rows } = await api.userData.query<{ id: string }>(
    'select id from user_events where user_id = any($1::uuid[]) order by timestamp, user_id, id',
    [users.map(({ id }) => id)],
  );
  return rows.map(({ id }) => id);
}
