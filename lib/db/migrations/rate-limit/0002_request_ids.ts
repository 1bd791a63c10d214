import { type Kysely, sql } from 'kysely';

/** Stores the ids of recently counted calls, so that a statement sent again counts its call only once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table rate_limit_consumptions add column request_ids uuid[] not null default '{}'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table rate_limit_consumptions drop column request_ids`.execute(db);
}
