import { type Kysely, sql } from 'kysely';
import { createIndexes } from '../create-indexes.ts';
import { dropEmptyTables } from '../drop-empty-tables.ts';
import { withLockTimeout } from '../lock-timeout.ts';

/**
 * Creates the tables as in the C# backend's schema, including the names of constraints and indexes; does nothing in a
 * database of the C# backend.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await withLockTimeout(
    db,
    sql`
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
      )`,
    sql`
      create table if not exists user_events (
        user_id uuid not null constraint fk_user_events_users_user_id references users (id) on delete cascade,
        id uuid not null,
        timestamp timestamp with time zone not null,
        last_accessed timestamp with time zone not null,
        expiry timestamp with time zone not null,
        encrypted_event bytea not null,
        encryption_iv bytea not null,
        constraint pk_user_events primary key (user_id, id)
      )`,
    sql`
      create table if not exists user_follow_secrets (
        id uuid not null constraint pk_user_follow_secrets primary key,
        user_id uuid not null
          constraint fk_user_follow_secrets_users_user_id references users (id) on delete cascade,
        value character varying(40) not null
      )`,
    sql`
      create table if not exists user_inbox_items (
        id uuid not null constraint pk_user_inbox_items primary key,
        user_id uuid not null
          constraint fk_user_inbox_items_users_user_id references users (id) on delete cascade,
        encrypted_message bytea[] not null
      )`,
    sql`
      create table if not exists shared_items (
        id text not null constraint pk_shared_items primary key,
        user_id uuid not null constraint fk_shared_items_users_user_id references users (id) on delete cascade,
        timestamp timestamp with time zone not null,
        expiry timestamp with time zone not null,
        encrypted_payload bytea not null,
        encryption_iv bytea not null
      )`,
  );
  await createIndexes(
    db,
    { name: 'ix_users_user_lookup', table: 'users', isUnique: true, on: '(user_lookup)' },
    { name: 'ix_user_events_expiry', table: 'user_events', on: '(expiry)' },
    { name: 'ix_user_follow_secrets_user_id', table: 'user_follow_secrets', on: '(user_id)' },
    { name: 'ix_user_inbox_items_user_id', table: 'user_inbox_items', on: '(user_id)' },
    { name: 'ix_shared_items_user_id', table: 'shared_items', on: '(user_id)' },
  );
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
