import { type Kysely, sql } from 'kysely';
import { bytesList, instant, toBase64List, toTimestamp, uuid } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';
import { PAGE_BYTES } from './page.ts';
import { writingUser } from './writing-user.ts';

type Db = Kysely<UserDataTables>;

interface NewMessage {
  readonly id: string;
  readonly toUserId: string;
  readonly chunks: readonly Buffer[];
}

/**
 * Leaves a message. Its receipt makes sure that the same write, sent again because its answer was lost,
 * does not leave it a second time, even when the receiver has taken it meanwhile.
 *
 * @returns whether there is such a receiver.
 */
export async function insertMessage(db: Db, message: NewMessage): Promise<boolean> {
  const { rows } = await sql<{ receiverExists: boolean }>`
    with receiver as (
      select id from users where id = ${uuid(message.toUserId)}
    ), receipt as (
      insert into user_inbox_receipts (id, user_id)
      select ${uuid(message.id)}, receiver.id from receiver
      on conflict (id) do nothing
      returning id, user_id
    ), written as (
      insert into user_inbox_items (id, user_id, encrypted_message)
      select id, user_id, ${bytesList(message.chunks)} from receipt
    )
    select exists (select from receiver) as "receiverExists"`.execute(db);
  return rows[0]?.receiverExists === true;
}

export interface InboxRow {
  readonly id: string;
  /** JSON text: a list of base64 strings. */
  readonly encryptedMessage: string;
  /** Whether messages remain after this page. */
  readonly more: boolean;
  /** `pg_current_xact_id()` of the transaction that takes them. */
  readonly transactionNumber: string;
  /** When they were given: the same for all that one transaction takes. */
  readonly given: string;
}

/**
 * Whether a message is to be given: it has not been yet, or so long ago that whoever gave it ended, and did not
 * come to forget it. A function ends after a quarter of an hour at most.
 */
export const isWaiting = sql<boolean>`(given is null or given < now() - interval '16 minutes')`;

/** Most messages that a page looks at. */
const PAGE_MESSAGES = 200;

/**
 * Marks a page of messages as given and returns it, oldest first; messages that another poll is taking are
 * passed over. To be called inside a transaction that is committed once everything is on its way. Receipts are
 * forgotten when no repeated write can arrive any more.
 */
export async function takeMessages(db: Db, userId: string): Promise<InboxRow[]> {
  const { rows } = await sql<InboxRow>`
    with candidates as (
      select id, created, encrypted_message from user_inbox_items
      where user_id = ${uuid(userId)} and ${isWaiting}
      order by created nulls first, id
      limit ${PAGE_MESSAGES}::int
      for update skip locked
    ), measured as (
      select id, created, bytes, sum(bytes) over (order by created nulls first, id) as running
      from candidates cross join lateral (
        select coalesce(sum(octet_length(chunk) + 10), 0) + 200 as bytes from unnest(encrypted_message) as chunk
      ) as size
    ), taken as (
      update user_inbox_items as item set given = now() from measured
      where item.id = measured.id and measured.running - measured.bytes < ${PAGE_BYTES}
      returning item.id, item.created, item.encrypted_message
    ), forgotten as (
      delete from user_inbox_receipts
      where user_id = ${uuid(userId)} and created < now() - interval '1 hour'
    )
    select id, ${toBase64List(sql`encrypted_message`)} as "encryptedMessage",
      (select count(*) from candidates) > (select count(*) from taken)
        or (select count(*) from candidates) = ${PAGE_MESSAGES}::int as more,
      pg_current_xact_id()::text as "transactionNumber", ${toTimestamp(sql`now()`)} as given
    from taken order by created nulls first, id`.execute(db);
  return rows;
}

/** Whether messages are there that the transaction of this moment has given, before they are removed. */
export const areGiven = (userId: string, given: string) =>
  sql<boolean>`exists (
    select from user_inbox_items where user_id = ${uuid(userId)} and given = ${instant(given)}
  )`;

/**
 * Removes the messages that one transaction has given. Doing it twice is the same as once.
 *
 * @param newDigest of the password, stored on the way; undefined stores none.
 */
export async function forgetMessages(
  db: Db,
  userId: string,
  given: string,
  newDigest: string | undefined,
): Promise<void> {
  await sql`
    with owner as (
      ${writingUser(userId, newDigest)}
    )
    delete from user_inbox_items as item using owner
    where item.user_id = owner.id and item.given = ${instant(given)}`.execute(db);
}
