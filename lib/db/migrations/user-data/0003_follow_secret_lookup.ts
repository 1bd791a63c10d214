import { type Kysely, sql } from 'kysely';
import { createIndexes } from '../create-indexes.ts';

/** Finds a secret of a user without reading the user's other secrets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createIndexes(db, {
    name: 'ix_user_follow_secrets_user_id_value',
    table: 'user_follow_secrets',
    on: '(user_id, value)',
  });
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index ix_user_follow_secrets_user_id_value`.execute(db);
}
