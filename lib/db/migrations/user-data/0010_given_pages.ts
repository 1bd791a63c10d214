import { type Kysely, sql } from 'kysely';
import { withLockTimeout } from '../lock-timeout.ts';

/** Stores the page of a response with which a message was delivered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await withLockTimeout(db, sql`alter table user_inbox_items add column if not exists given_page uuid`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table user_inbox_items drop column given_page`.execute(db);
}
