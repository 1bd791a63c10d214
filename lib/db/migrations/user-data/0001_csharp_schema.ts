import { type Kysely, sql } from 'kysely';
import { dropEmptyTables } from '../drop-empty-tables.ts';

/**
 * Creates the tables as in the C# backend's schema, including the names of constraints and indexes; does nothing in a
 * database of the C# backend.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table if not exists users (
      id uuid not null constraint pk_users primary key,
      hashed_password text not null,
      last_accessed timestamp with time zone not null,
      salt bytea not null,
      encrypted_current_plan bytea,
      encrypted_profile_picture bytea,
      encrypted_name bytea,
      encryption_iv bytea not null,
      rsa_public_key bytea not null,
      user_lookup text not null,
      created timestamp with time zone not null
    )`.execute(db);
  await sql`create unique index if not exists ix_users_user_lookup on users (user_lookup)`.execute(db);

  await sql`
    create table if not exists user_events (
      user_id uuid not null constraint fk_user_events_users_user_id references users (id) on delete cascade,
      id uuid not null,
      timestamp timestamp with time zone not null,
      last_accessed timestamp with time zone not null,
      expiry timestamp with time zone not null,
      encrypted_event bytea not null,
      encryption_iv bytea not null,
      constraint pk_user_events primary key (user_id, id)
    )`.execute(db);
  await sql`create index if not exists ix_user_events_expiry on user_events (expiry)`.execute(db);

  await sql`
    create table if not exists user_follow_secrets (
      id uuid not null constraint pk_user_follow_secrets primary key,
      user_id uuid not null
        constraint fk_user_follow_secrets_users_user_id references users (id) on delete cascade,
      value character varying(40) not null
    )`.execute(db);
  await sql`
    create index if not exists ix_user_follow_secrets_user_id on user_follow_secrets (user_id)`.execute(db);

  await sql`
    create table if not exists user_inbox_items (
      id uuid not null constraint pk_user_inbox_items primary key,
      user_id uuid not null
        constraint fk_user_inbox_items_users_user_id references users (id) on delete cascade,
      encrypted_message bytea[] not null
    )`.execute(db);
  await sql`
    create index if not exists ix_user_inbox_items_user_id on user_inbox_items (user_id)`.execute(db);

  await sql`
    create table if not exists shared_items (
      id text not null constraint pk_shared_items primary key,
      user_id uuid not null constraint fk_shared_items_users_user_id references users (id) on delete cascade,
      timestamp timestamp with time zone not null,
      expiry timestamp with time zone not null,
      encrypted_payload bytea not null,
      encryption_iv bytea not null
    )`.execute(db);
  await sql`create index if not exists ix_shared_items_user_id on shared_items (user_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropEmptyTables(db, [
    'shared_items',
    'user_inbox_items',
    'user_follow_secrets',
    'user_events',
    'users',
  ]);
}
