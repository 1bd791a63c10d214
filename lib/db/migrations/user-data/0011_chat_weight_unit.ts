import { type Kysely, sql } from 'kysely';

/** The person's unit of weight, which a chat knows for as long as it lasts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table chats add column weight_unit text`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table chats drop column weight_unit`.execute(db);
}
