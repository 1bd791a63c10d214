import { type Kysely, sql } from 'kysely';

/** Stores the person's unit of weight for the whole chat. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table chats add column weight_unit text`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table chats drop column weight_unit`.execute(db);
}
