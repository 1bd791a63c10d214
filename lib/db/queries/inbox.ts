import { type Kysely, sql } from 'kysely';
import { bytesList, toBase64List, toTimestamp, uuid, uuids } from '../codec.ts';
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
 * Stores a message. Its receipt ensures that the same write, sent again because its response was lost, does not store it
 * a second time, even if the receiver has taken it in the meantime.
 *
 * @returns whether the receiver exists.
 */
export async function insertMessage(db: Db, message: NewMessage): Promise<boolean> {
  const { rows } = await sql<{ receiverExists: boolean }>`
    with receiver as (
      select id from users where id = ${uuid(message.toUserId)} for key share
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
  /** When it was delivered. */
  readonly given: string;
  /** Tells whether there are messages after this page. */
  readonly more: boolean;
}

/**
 * Tells whether a message is waiting: it has not been delivered, or so long ago that the function that delivered it must
 * have ended without deleting it. A function runs for at most 15 minutes.
 */
export const isWaiting = sql<boolean>`(given is null or given < now() - interval '16 minutes')`;

/** Messages to read for a page. */
const PAGE_MESSAGES = 200;

/**
 * Marks a page of messages as delivered and returns it, oldest first; messages that another poll is taking are skipped.
 * Taking the same page again returns the same messages.
 *
 * @param pageId identifies the page.
 */
export async function takeMessages(db: Db, userId: string, pageId: string): Promise<InboxRow[]> {
  const { rows } = await sql<InboxRow>`
    with candidates as (
      select id, created, encrypted_message from user_inbox_items
      where user_id = ${uuid(userId)} and case
        when exists (
          select from user_inbox_items where user_id = ${uuid(userId)} and given_page = ${uuid(pageId)}
        ) then given_page = ${uuid(pageId)}
        else ${isWaiting}
      end
      order by created nulls first, id
      limit ${PAGE_MESSAGES}::int
      for no key update skip locked
    ), measured as (
      select id, created, bytes, sum(bytes) over (order by created nulls first, id) as running
      from candidates cross join lateral (
        select coalesce(sum(octet_length(chunk) + 10), 0) + 200 as bytes from unnest(encrypted_message) as chunk
      ) as size
    ), taken as (
      update user_inbox_items as item
      set given = case when item.given_page = ${uuid(pageId)} then item.given else now() end,
        given_page = ${uuid(pageId)}
      from measured
      where item.id = measured.id and measured.running - measured.bytes < ${PAGE_BYTES}
      returning item.id, item.created, item.given, item.encrypted_message
    )
    select id, ${toBase64List(sql`encrypted_message`)} as "encryptedMessage", ${toTimestamp(sql`given`)} as given,
      exists (
        select from user_inbox_items
        where user_id = ${uuid(userId)} and ${isWaiting} and id not in (select id from taken)
      ) as more
    from taken order by created nulls first, id`.execute(db);
  return rows;
}

/** Messages that were delivered with one page at one time, which tells apart two attempts to take the page. */
export interface GivenMessages {
  readonly page: string;
  readonly given: string;
}

/**
 * Deletes delivered messages. Repeating it changes nothing.
 *
 * @param newDigest of the password, stored in the same statement; if undefined, none is stored.
 */
export async function forgetMessages(
  db: Db,
  userId: string,
  messages: readonly GivenMessages[],
  newDigest: string | undefined,
): Promise<void> {
  await sql`
    with owner as (
      ${writingUser(userId, newDigest)}
    )
    delete from user_inbox_items as item using owner
    where item.user_id = owner.id and (item.given_page, item.given) in (
      select * from json_to_recordset(${JSON.stringify(messages)}::json) as given (page uuid, given timestamptz)
    )`.execute(db);
}

/** Returns messages to the inbox whose pages were not sent completely. Repeating it changes nothing. */
export async function returnMessages(db: Db, userId: string, pageIds: readonly string[]): Promise<void> {
  await db
    .updateTable('user_inbox_items')
    .set({ given: null, given_page: null })
    .where('user_id', '=', uuid(userId))
    .where('given_page', '=', sql<string>`any(${uuids(pageIds)})`)
    .execute();
}
