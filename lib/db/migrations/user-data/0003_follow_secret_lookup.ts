import { type Kysely, sql } from 'kysely';

/** Finds a secret of a user without reading the user's other secrets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index ix_user_follow_secrets_user_id_value on user_follow_secrets (user_id, value)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index ix_user_follow_secrets_user_id_value`.execute(db);
}
