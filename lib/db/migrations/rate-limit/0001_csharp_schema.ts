import { type Kysely, sql } from 'kysely';
import { dropEmptyTables } from '../drop-empty-tables.ts';

/** Creates the table as in the C# backend's schema; does nothing in a database of the C# backend. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table if not exists rate_limit_consumptions (
      key text not null constraint pk_rate_limit_consumptions primary key,
      requests timestamp with time zone[] not null
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropEmptyTables(db, ['rate_limit_consumptions']);
}
