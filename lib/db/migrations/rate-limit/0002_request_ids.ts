import { type Kysely, sql } from 'kysely';

/** Which calls were counted lately, so that a count sent again because its answer was lost counts once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table rate_limit_consumptions add column request_ids uuid[] not null default '{}'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table rate_limit_consumptions drop column request_ids`.execute(db);
}
