import { type Kysely, sql } from 'kysely';

/** Keeps a user's events in order, and finds those since a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users add column last_event_timestamp timestamp with time zone`.execute(db);
  await sql`
    create index ix_user_events_user_id_timestamp_id on user_events (user_id, timestamp, id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index ix_user_events_user_id_timestamp_id`.execute(db);
  await sql`alter table users drop column last_event_timestamp`.execute(db);
}
