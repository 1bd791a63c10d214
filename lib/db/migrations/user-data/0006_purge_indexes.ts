import { type Kysely, sql } from 'kysely';

/** Finds rows to purge. Events and chats already have such an index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index ix_shared_items_expiry on shared_items (expiry)`.execute(db);
  await sql`create index ix_user_inbox_receipts_created on user_inbox_receipts (created)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index ix_user_inbox_receipts_created`.execute(db);
  await sql`drop index ix_shared_items_expiry`.execute(db);
}
