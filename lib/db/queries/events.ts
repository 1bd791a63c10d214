import { type Kysely, sql } from 'kysely';
import { bytes, instant, toBase64, toTimestamp, uuid } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';
import { PAGE_BYTES } from './page.ts';

type Db = Kysely<UserDataTables>;

interface NewEvent {
  readonly userId: string;
  readonly eventId: string;
  readonly encryptedEventPayload: Uint8Array;
  readonly encryptedEventIV: Uint8Array;
  readonly expiry: string;
}

/**
 * Creates or replaces an event.
 *
 * The user's row is locked until the event is visible, and its newest time stamp moves forward by at least
 * a microsecond: so a user's time stamps grow in the order in which their events become visible. Events of
 * the C# backend, which knows no such order, are stayed ahead of too.
 *
 * @param requestedAt the database's time when the request came. An equal event written since then is this
 *   very call, sent again because its answer was lost, and keeps its time stamp.
 * @param newDigest of the password, stored on the way; undefined stores none.
 * @returns whether the user is still there.
 */
export async function upsertEvent(
  db: Db,
  event: NewEvent,
  requestedAt: string,
  newDigest: string | undefined,
): Promise<boolean> {
  const digest = newDigest === undefined ? sql`` : sql`, password_digest = ${newDigest}`;
  const { rows } = await sql<{ userExists: boolean }>`
    with clock as (
      update users
      set last_event_timestamp = greatest(
        clock_timestamp(),
        last_event_timestamp + interval '1 microsecond',
        (select max(timestamp) + interval '1 microsecond' from user_events where user_id = users.id)
      )${digest}
      where id = ${uuid(event.userId)}
      returning id, last_event_timestamp as now
    ), written as (
      insert into user_events
        (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)
      select clock.id, ${uuid(event.eventId)}, clock.now, clock.now, ${instant(event.expiry)},
        ${bytes(event.encryptedEventPayload)}, ${bytes(event.encryptedEventIV)}
      from clock
      on conflict (user_id, id) do update
      set timestamp = excluded.timestamp, last_accessed = excluded.last_accessed, expiry = excluded.expiry,
        encrypted_event = excluded.encrypted_event, encryption_iv = excluded.encryption_iv
      where not (
        user_events.timestamp > ${instant(requestedAt)}
        and user_events.expiry = excluded.expiry
        and user_events.encrypted_event = excluded.encrypted_event
        and user_events.encryption_iv = excluded.encryption_iv
      )
    )
    select exists (select from clock) as "userExists"`.execute(db);
  return rows[0]?.userExists === true;
}

/** Whose events are asked for. */
export interface Following {
  readonly userId: string;
  readonly followSecret: string;
  readonly since: string;
}

/** A row of a feed's page: an event, or (first page only) a follow secret that counts for nothing. */
export interface FeedRow {
  /** Set on a refused secret's row, which has nothing else. */
  readonly invalidFollowSecret: string | null;
  readonly userId: string;
  readonly eventId: string;
  readonly timestamp: string;
  /** Base64, as is the IV. */
  readonly payload: string;
  readonly iv: string;
  readonly expiry: string;
  /** Whether there are events after this page. */
  readonly more: boolean;
}

/** Where a page of a feed starts: behind this event. */
export interface FeedCursor {
  readonly timestamp: string;
  readonly userId: string;
  readonly eventId: string;
}

const NIL = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * One page of the unexpired events of all followed users, oldest first, with ids to break ties. Each user's
 * part has a single lower bound: of several, PostgreSQL may begin at the earliest and read past all between.
 *
 * @param after the last event of the page before; without it, the refused secrets come along.
 * @param most rows to look at; a page ends there or at its bytes, whichever comes first.
 */
export async function selectFeedPage(
  db: Db,
  followings: readonly Following[],
  after: FeedCursor | undefined,
  most: number,
): Promise<FeedRow[]> {
  const from = after ?? { timestamp: '0001-01-01T00:00:00Z', userId: NIL, eventId: NIL };
  const { rows } = await sql<FeedRow>`
    with asked as (
      select * from json_to_recordset(${JSON.stringify(followings)}::json)
        as asked ("userId" uuid, "followSecret" text, since timestamptz)
    ), checked as (
      select asked.*, exists (
        select from user_follow_secrets as secret
        where secret.user_id = asked."userId" and secret.value = asked."followSecret"
      ) as valid
      from asked
    ), followed as (
      select "userId" as user_id, min(since) as since from checked where valid group by "userId"
    ), cursor as (
      select ${instant(from.timestamp)} as timestamp, ${uuid(from.userId)} as user_id, ${uuid(from.eventId)} as id
    ), starts as (
      select followed.user_id,
        case
          when since >= cursor.timestamp then since
          when followed.user_id > cursor.user_id then cursor.timestamp - interval '1 microsecond'
          else cursor.timestamp
        end as timestamp,
        case
          when since < cursor.timestamp and followed.user_id = cursor.user_id then cursor.id
          else ${uuid(LAST_ID)}
        end as id
      from followed cross join cursor
    ), candidates as (
      select event.* from starts cross join lateral (
        select e.user_id, e.id, e.timestamp, octet_length(e.encrypted_event) + 300 as bytes
        from user_events as e
        where e.user_id = starts.user_id and (e.timestamp, e.id) > (starts.timestamp, starts.id)
          and e.expiry > now()
        order by e.timestamp, e.id
        limit ${most}::int
      ) as event
      order by event.timestamp, event.user_id, event.id
      limit ${most}::int
    ), page as (
      select user_id, id from (
        select *, sum(bytes) over (order by timestamp, user_id, id) as running from candidates
      ) as measured
      where running - bytes < ${PAGE_BYTES}
    ), stale as (
      select user_id, id from user_events
      where (user_id, id) in (select user_id, id from page) and last_accessed < now() - interval '1 hour'
      for no key update skip locked
    ), touched as (
      update user_events set last_accessed = now()
      where (user_id, id) in (select user_id, id from stale)
    ), events as (
      select e.* from page join user_events as e using (user_id, id)
    )
    select null as "invalidFollowSecret", user_id as "userId", id as "eventId",
      ${toTimestamp(sql`timestamp`)} as timestamp, ${toBase64(sql`encrypted_event`)} as payload,
      ${toBase64(sql`encryption_iv`)} as iv, ${toTimestamp(sql`expiry`)} as expiry,
      (select count(*) from candidates) > (select count(*) from page)
        or (select count(*) from candidates) = ${most}::int as more
    from events
    union all
    select distinct "followSecret", null::uuid, null::uuid, null, null, null, null, null::boolean
    from checked where not valid and ${after === undefined}::boolean
    order by timestamp, "userId", "eventId"`.execute(db);
  return rows;
}
