import { type Kysely, sql } from 'kysely';
import { createIndexes } from '../create-indexes.ts';
import { withLockTimeout } from '../lock-timeout.ts';

/** Keeps a user's events in order, and finds those since a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await withLockTimeout(
    db,
    sql`alter table users add column if not exists last_event_timestamp timestamp with time zone`,
  );
  await createIndexes(db, {
    name: 'ix_user_events_user_id_timestamp_id',
    table: 'user_events',
    on: '(user_id, timestamp, id)',
  });
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index ix_user_events_user_id_timestamp_id`.execute(db);
  await sql`alter table users drop column last_event_timestamp`.execute(db);
}
