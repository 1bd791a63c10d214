import { type Kysely, sql } from 'kysely';
import { withLockTimeout } from '../lock-timeout.ts';

/** Stores a digest that checks a password in a millisecond; it is written when a correct password is sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await withLockTimeout(db, sql`alter table users add column if not exists password_digest text`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users drop column password_digest`.execute(db);
}
