import { type Kysely, sql } from 'kysely';
import { createIndexes } from '../create-indexes.ts';

/** Finds rows to purge. Events and chats already have such an index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createIndexes(
    db,
    { name: 'ix_shared_items_expiry', table: 'shared_items', on: '(expiry)' },
    { name: 'ix_user_inbox_receipts_created', table: 'user_inbox_receipts', on: '(created)' },
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index ix_user_inbox_receipts_created`.execute(db);
  await sql`drop index ix_shared_items_expiry`.execute(db);
}
