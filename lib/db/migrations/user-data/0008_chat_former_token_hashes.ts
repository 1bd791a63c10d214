import { type Kysely, sql } from 'kysely';
import { withLockTimeout } from '../lock-timeout.ts';

/** Stores the former rate-limit keys of a chat's purchase: a list of hashes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await withLockTimeout(
    db,
    sql`alter table chats add column if not exists former_token_hashes json not null default '[]'`,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table chats drop column former_token_hashes`.execute(db);
}
