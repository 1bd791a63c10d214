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
 * Leaves a message. Its receipt makes sure that the same write, sent again because its answer was lost,
 * does not leave it a second time, even when the receiver has taken it meanwhile.
 *
 * @returns whether there is such a receiver.
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
  /** When it was given. */
  readonly given: string;
  /** Whether messages remained after this page. */
  readonly more: boolean;
}

/**
 * Whether a message is to be given: it has not been yet, or so long ago that whoever gave it ended, and did not
 * come to forget it. A function ends after a quarter of an hour at most.
 */
export const isWaiting = sql<boolean>`(given is null or given < now() - interval '16 minutes')`;

/** Messages that a page looks at. */
const PAGE_MESSAGES = 200;

/**
 * Marks a page of messages as given and returns it, oldest first; messages that another poll is taking are passed
 * over. Taking the same page twice is the same as once: what has its mark comes again, and nothing else.
 *
 * @param pageId the page's own.
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

/** Messages that were given with one page at one time: one taking of it, should it have been taken twice. */
export interface GivenMessages {
  readonly page: string;
  readonly given: string;
}

/**
 * Removes messages that were given. Doing it twice is the same as once.
 *
 * @param newDigest of the password, stored on the way; undefined stores none.
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

/** Puts messages back that were given with pages which did not arrive. Doing it twice is the same as once. */
export async function returnMessages(db: Db, userId: string, pageIds: readonly string[]): Promise<void> {
  await db
    .updateTable('user_inbox_items')
    .set({ given: null, given_page: null })
    .where('user_id', '=', uuid(userId))
    .where('given_page', '=', sql<string>`any(${uuids(pageIds)})`)
    .execute();
}
