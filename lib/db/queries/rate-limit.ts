import { type Kysely, sql } from 'kysely';
import { instant, toTimestamp, uuid } from '../codec.ts';
import type { RateLimitTables } from '../tables.ts';

type Db = Kysely<RateLimitTables>;

/** Number of call ids to keep: more than the calls that may still be retried. */
const IDS_KEPT = 100;

export interface Count {
  /** The time under which the call was counted; null when the limit was reached. */
  readonly countedAt: string | null;
  /** The time at which the oldest counted call is 24 hours old. */
  readonly freeAt: string;
}

interface Keys {
  readonly key: string;
  /** Former keys, whose counts are included and moved to this key. */
  readonly formerKeys: readonly string[];
}

/**
 * Counts a call, unless the limit of the last 24 hours is reached. The key's row is locked, so exactly as many calls pass
 * as the limit allows, however many arrive at once.
 *
 * @param id of the call: counting it again changes nothing.
 */
export async function countCall(
  db: Db,
  { key, formerKeys }: Keys,
  id: string,
  limit: number,
): Promise<Count> {
  const isRepeat = sql`${uuid(id)} = any(counts.request_ids)`;
  const recent = sql`(
    select time from unnest(counts.requests) as time where time > clock_timestamp() - interval '24 hours'
    union all select time from former where time <> all(counts.requests)
  )`;
  const { rows } = await sql<Count>`
    with former as (
      select time from rate_limit_consumptions as counts cross join unnest(counts.requests) as time
      where counts.key = any(array(select json_array_elements_text(${JSON.stringify(formerKeys)}::json)))
        and time > clock_timestamp() - interval '24 hours'
    ), counted as (
      insert into rate_limit_consumptions as counts (key, requests, request_ids)
      select ${key}, array(select time from former order by time) || clock_timestamp(), array[${uuid(id)}]
      where (select count(*) from former) < ${limit}::int
        or exists (select from rate_limit_consumptions where key = ${key})
      on conflict (key) do update
      set requests = case when ${isRepeat} then counts.requests else
            array(select time from ${recent} as recent order by time) || greatest(
              clock_timestamp(),
              (select max(time) + interval '1 microsecond' from ${recent} as recent)
            ) end,
          request_ids = case when ${isRepeat} then counts.request_ids else
            array(
              select item.id
              from unnest(array_prepend(${uuid(id)}, counts.request_ids)) with ordinality as item (id, place)
              order by item.place limit ${IDS_KEPT}::int
            ) end
      where ${isRepeat} or (select count(*) from ${recent} as recent) < ${limit}::int
      returning (select max(time) from unnest(requests) as time) as at
    )
    select (select ${toTimestamp(sql`at`)} from counted) as "countedAt",
      ${toTimestamp(sql`(
        select coalesce(min(time), clock_timestamp()) + interval '24 hours' from (
          select time from rate_limit_consumptions as counts cross join unnest(counts.requests) as time
          where counts.key = ${key} and time > clock_timestamp() - interval '24 hours'
          union all select time from former
        ) as all_counted
      )`)} as "freeAt"`.execute(db);
  const [count] = rows;
  if (count === undefined) throw new Error('The rate limit returned no count.');
  return count;
}

/** Refunds a counted call. Repeating it changes nothing. */
export async function refundCall(db: Db, key: string, countedAt: string): Promise<void> {
  await db
    .updateTable('rate_limit_consumptions')
    .set({ requests: sql`array_remove(requests, ${instant(countedAt)})` })
    .where('key', '=', key)
    .execute();
}
