import { type Kysely, sql } from 'kysely';
import type { UserDataTables } from '../tables.ts';

export interface Census {
  /** Chats whose connection is open; one that ended unnoticed counts until the purge deletes it. */
  readonly openChats: number;
  /** PostgreSQL's own estimates: counting every row would read the whole table. */
  readonly users: number;
  readonly events: number;
}

/** Counts what there is. */
export async function selectCensus(db: Kysely<UserDataTables>): Promise<Census> {
  // A table that has never been analyzed has -1 rows.
  const { rows } = await sql<Census>`
    select (select count(*) from chats)::int as "openChats",
      ${estimate('users')} as users, ${estimate('user_events')} as events`.execute(db);
  const [census] = rows;
  if (census === undefined) throw new Error('The census has no row.');
  return census;
}

const estimate = (table: 'users' | 'user_events') =>
  sql`(select greatest(reltuples, 0)::bigint from pg_class where oid = ${table}::text::regclass)`;
