import { type Kysely, sql } from 'kysely';

/**
 * Stores when a message arrived, and a receipt of it. The default is set after the column is added, so that older
 * messages have no time, and no row is rewritten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table user_inbox_items add column created timestamp with time zone`.execute(db);
  await sql`alter table user_inbox_items alter column created set default clock_timestamp()`.execute(db);
  await sql`
    create table user_inbox_receipts (
      id uuid not null constraint pk_user_inbox_receipts primary key,
      user_id uuid not null
        constraint fk_user_inbox_receipts_users_user_id references users (id) on delete cascade,
      created timestamp with time zone not null default clock_timestamp()
    )`.execute(db);
  await sql`create index ix_user_inbox_receipts_user_id on user_inbox_receipts (user_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table user_inbox_receipts`.execute(db);
  await sql`alter table user_inbox_items drop column created`.execute(db);
}
