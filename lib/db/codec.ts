import { type Expression, type RawBuilder, sql } from 'kysely';

/**
 * The only place that converts values for the Data API. It accepts only scalars, binds text as `text`, limits rows to
 * 64 KB and loses precision that JavaScript's `Date` does not have. So ids, times and lists are sent as text with a cast,
 * and bytes, times and lists are returned as text in the format of the response.
 */

type Operand = Expression<unknown>;

export const uuid = (value: string): RawBuilder<string> => sql`${value}::uuid`;

/** @param values validated UUIDs, so that none can contain a comma or brace. */
export const uuids = (values: readonly string[]): RawBuilder<string[]> =>
  sql`${`{${values.join(',')}}`}::uuid[]`;

/** @param value ISO 8601 in UTC. */
export const instant = (value: string): RawBuilder<string> => sql`${value}::timestamptz`;

/** Bytes or null. */
export const bytes = (value: Uint8Array | null | undefined): RawBuilder<Uint8Array> =>
  sql`${value ?? null}::bytea`;

/** A list of byte strings as `bytea[]`, in order. */
export const bytesList = (values: readonly Buffer[]): RawBuilder<Uint8Array[]> => sql`array(
  select decode(item.value, 'base64')
  from json_array_elements_text(${JSON.stringify(values.map((value) => value.toString('base64')))}::json)
    with ordinality as item (value, place)
  order by item.place
)`;

/** `bytea` as base64 text, without PostgreSQL's line breaks. */
export const toBase64 = (value: Operand): RawBuilder<string> =>
  sql`translate(encode(${value}, 'base64'), chr(10), '')`;

/** `bytea[]` as the text of a JSON list of base64 strings. */
export const toBase64List = (values: Operand): RawBuilder<string> => sql`(
  select coalesce(json_agg(${toBase64(sql.ref('item.value'))} order by item.place), '[]')::text
  from unnest(${values}) with ordinality as item (value, place)
)`;

/**
 * `timestamptz` as `2024-06-30T01:55:36.123456Z`. A C# `DateTimeOffset.MaxValue` is stored as infinity,
 * which the Data API can't return.
 */
export const toTimestamp = (value: Operand): RawBuilder<string> => sql`case
  when ${value} = 'infinity' then '9999-12-31T23:59:59.999999Z'
  when ${value} = '-infinity' then '0001-01-01T00:00:00.000000Z'
  else to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
end`;
