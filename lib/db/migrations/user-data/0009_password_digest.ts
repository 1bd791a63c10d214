import { type Kysely, sql } from 'kysely';

/** What tells in a millisecond whether a password is right; each row's is written when its password was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users add column if not exists password_digest text`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users drop column password_digest`.execute(db);
}
