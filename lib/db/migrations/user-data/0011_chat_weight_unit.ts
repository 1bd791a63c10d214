import { type Kysely, sql } from 'kysely';
import { withLockTimeout } from '../lock-timeout.ts';

/** Stores the person's unit of weight for the whole chat. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await withLockTimeout(db, sql`alter table chats add column if not exists weight_unit text`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table chats drop column weight_unit`.execute(db);
}
