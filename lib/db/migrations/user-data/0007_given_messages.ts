import { type Kysely, sql } from 'kysely';
import { withLockTimeout } from '../lock-timeout.ts';

/** Stores when a message was marked as delivered; it is deleted only after the whole response has been sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await withLockTimeout(
    db,
    sql`alter table user_inbox_items add column if not exists given timestamp with time zone`,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table user_inbox_items drop column given`.execute(db);
}
