import { type Kysely, sql } from 'kysely';
import { createIndexes } from '../create-indexes.ts';
import { withLockTimeout } from '../lock-timeout.ts';

/**
 * Stores when a message arrived, and a receipt of it. The default is set after the column is added, so that older
 * messages have no time, and no row is rewritten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await withLockTimeout(
    db,
    sql`alter table user_inbox_items add column if not exists created timestamp with time zone`,
    sql`alter table user_inbox_items alter column created set default clock_timestamp()`,
  );
  await withLockTimeout(
    db,
    sql`
      create table if not exists user_inbox_receipts (
        id uuid not null constraint pk_user_inbox_receipts primary key,
        user_id uuid not null
          constraint fk_user_inbox_receipts_users_user_id references users (id) on delete cascade,
        created timestamp with time zone not null default clock_timestamp()
      )`,
  );
  await createIndexes(db, {
    name: 'ix_user_inbox_receipts_user_id',
    table: 'user_inbox_receipts',
    on: '(user_id)',
  });
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table user_inbox_receipts`.execute(db);
  await sql`alter table user_inbox_items drop column created`.execute(db);
}
