import { type Kysely, sql } from 'kysely';
import { createIndexes } from '../create-indexes.ts';

/** Stores the state of open chats, because their functions are stateless. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table if not exists chats (
      connection_id text not null constraint pk_chats primary key,
      created timestamp with time zone not null default clock_timestamp(),
      protocol text,
      store text,
      token_hash text,
      conversation integer not null default 1,
      last_position integer not null default 0,
      answers integer not null default 0,
      answer_id uuid,
      answer_worker uuid,
      answer_seen timestamp with time zone,
      stop_requested boolean not null default false
    )`.execute(db);
  await sql`
    create table if not exists chat_messages (
      connection_id text not null
        constraint fk_chat_messages_chats_connection_id references chats (connection_id) on delete cascade,
      position integer not null,
      role text not null,
      content text not null,
      constraint pk_chat_messages primary key (connection_id, position)
    )`.execute(db);
  await createIndexes(db, { name: 'ix_chats_created', table: 'chats', on: '(created)' });
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table chat_messages`.execute(db);
  await sql`drop table chats`.execute(db);
}
