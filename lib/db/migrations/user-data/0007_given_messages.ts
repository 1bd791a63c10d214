import { type Kysely, sql } from 'kysely';

/** When a message was given: it is removed only when its answer has been sent whole. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table user_inbox_items add column given timestamp with time zone`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table user_inbox_items drop column given`.execute(db);
}
