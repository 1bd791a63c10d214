import { type Kysely, type RawBuilder, sql } from 'kysely';
import { instant, toBase64, toTimestamp, uuid } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';
import { PAGE_BYTES } from './page.ts';

type Db = Kysely<UserDataTables>;

/** A followed user, and the time since which to return events. */
export interface Following {
  readonly userId: string;
  readonly followSecret: string;
  readonly since: string;
}

/** An event as followers receive it. */
export interface FeedEvent {
  readonly userId: string;
  readonly eventId: string;
  readonly timestamp: string;
  /** Base64, as is the IV. */
  readonly payload: string;
  readonly iv: string;
  readonly expiry: string;
}

/** The start of a page of a feed: after this event, within what the first page could see. */
export interface FeedCursor extends Pick<FeedEvent, 'timestamp' | 'userId' | 'eventId'> {
  /** JSON text: the followed users, each with the start and end of their events. */
  readonly followed: string;
}

export interface FeedPage {
  readonly events: readonly FeedEvent[];
  /** Follow secrets that are not valid; only on the first page. */
  readonly invalidFollowSecrets: readonly string[];
  /** Undefined on the last page. */
  readonly next: FeedCursor | undefined;
}

/**
 * The first page of the unexpired events of all followed users, oldest first, then by id.
 *
 * @param limit rows to read; a page ends there or at its maximum size, whichever comes first.
 */
export async function selectFirstFeedPage(
  db: Db,
  followings: readonly Following[],
  limit: number,
): Promise<FeedPage> {
  const followed = sql`
    asked as (
      select * from json_to_recordset(${JSON.stringify(followings)}::json)
        as asked ("userId" uuid, "followSecret" text, since timestamptz)
    ), checked as (
      select asked.*, exists (
        select from user_follow_secrets as secret
        where secret.user_id = asked."userId" and secret.value = asked."followSecret"
      ) as valid
      from asked
    ), followed as (
      select "userId" as user_id, min(since) as since, timestamptz 'infinity' as until
      from checked where valid group by "userId"
    )`;
  const otherRows = sql`
    union all
    select distinct 'secret', "followSecret", null::uuid, null::uuid, null, null, null, null, null::boolean
    from checked where not valid
    union all
    select 'followed', json_agg(bounded)::text, null, null, null, null, null, null, null
    from (
      select user_id, since,
        (select max(timestamp) from user_events as e where e.user_id = followed.user_id) as until
      from followed
    ) as bounded
    where (select more from remaining)`;
  return selectPage(db, { followed, otherRows, after: BEFORE_ALL_EVENTS, limit });
}

/**
 * The next page. Pages are read at different times, so later pages contain no events of a user beyond the newest one that
 * the first page could see. Events that become visible in the meantime have later time stamps and are left for the next
 * response. Otherwise a response could contain a user's newest event without one that became visible before it.
 *
 * @param limit as on the first page.
 */
export function selectNextFeedPage(db: Db, cursor: FeedCursor, limit: number): Promise<FeedPage> {
  const followed = sql`
    followed as (
      select * from json_to_recordset(${cursor.followed}::json)
        as followed (user_id uuid, since timestamptz, until timestamptz)
    )`;
  return selectPage(db, { followed, otherRows: sql``, after: cursor, limit });
}

const NIL = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const BEFORE_ALL_EVENTS: FeedCursor = {
  timestamp: '0001-01-01T00:00:00Z',
  userId: NIL,
  eventId: NIL,
  followed: '[]',
};

interface PageQuery {
  /** A CTE of this name with `user_id`, `since` and `until`: the start and end of each user's events. */
  readonly followed: RawBuilder<unknown>;
  /** Rows of other kinds. */
  readonly otherRows: RawBuilder<unknown>;
  readonly after: FeedCursor;
  readonly limit: number;
}

type PageRow = FeedEvent & {
  readonly kind: 'event' | 'secret' | 'followed';
  /** The value of a row that is not an event. */
  readonly value: string | null;
  /** Tells whether there are events after this page. */
  readonly more: boolean;
};

/**
 * Reads a page. Each user has a single lower bound: with several, PostgreSQL might start at the earliest and scan
 * everything in between.
 */
async function selectPage(db: Db, { followed, otherRows, after, limit }: PageQuery): Promise<FeedPage> {
  const { rows } = await sql<PageRow>`
    with ${followed}, cursor as (
      select ${instant(after.timestamp)} as timestamp, ${uuid(after.userId)} as user_id, ${uuid(after.eventId)} as id
    ), starts as (
      select followed.user_id, until,
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
          and e.timestamp <= starts.until and e.expiry > now()
        order by e.timestamp, e.id
        limit ${limit}::int
      ) as event
      order by event.timestamp, event.user_id, event.id
      limit ${limit}::int
    ), page as (
      select user_id, id from (
        select *, sum(bytes) over (order by timestamp, user_id, id) as running from candidates
      ) as measured
      where running - bytes < ${PAGE_BYTES}
    ), remaining as (
      select count(*) > (select count(*) from page) or count(*) = ${limit}::int as more from candidates
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
    select 'event' as kind, null as value, user_id as "userId", id as "eventId",
      ${toTimestamp(sql`timestamp`)} as timestamp, ${toBase64(sql`encrypted_event`)} as payload,
      ${toBase64(sql`encryption_iv`)} as iv, ${toTimestamp(sql`expiry`)} as expiry, more
    from events cross join remaining
    ${otherRows}
    order by timestamp, "userId", "eventId"`.execute(db);
  const events = rows.filter(({ kind }) => kind === 'event');
  const valuesOf = (wanted: PageRow['kind']) =>
    rows.flatMap(({ kind, value }) => (kind === wanted && value !== null ? [value] : []));
  const last = events.at(-1);
  const [bounds = after.followed] = valuesOf('followed');
  return {
    events,
    invalidFollowSecrets: valuesOf('secret'),
    next: last?.more === true ? { ...last, followed: bounds } : undefined,
  };
}
