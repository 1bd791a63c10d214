import { type Kysely, sql } from 'kysely';

/** Stores when a message was marked as delivered; it is deleted only after the whole response has been sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table user_inbox_items add column given timestamp with time zone`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table user_inbox_items drop column given`.execute(db);
}
