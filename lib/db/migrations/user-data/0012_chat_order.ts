import { type Kysely, sql } from 'kysely';
import { withLockTimeout } from '../lock-timeout.ts';

/** When a chat's messages were sent, as they arrive in any order, and the calls that a restart cut short. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await withLockTimeout(
    db,
    sql`
      alter table chats
        add column if not exists question_sent bigint not null default 0,
        add column if not exists stopped_before bigint not null default 0,
        add column if not exists restarted_before bigint not null default 0,
        add column if not exists authenticating timestamp with time zone,
        add column if not exists cut_calls jsonb not null default '[]'`,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table chats
      drop column if exists question_sent,
      drop column if exists stopped_before,
      drop column if exists restarted_before,
      drop column if exists authenticating,
      drop column if exists cut_calls`.execute(db);
}
