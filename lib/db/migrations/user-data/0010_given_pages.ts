import { type Kysely, sql } from 'kysely';

/** Stores the page of a response with which a message was delivered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table user_inbox_items add column given_page uuid`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table user_inbox_items drop column given_page`.execute(db);
}
