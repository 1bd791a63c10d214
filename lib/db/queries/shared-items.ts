import { type Kysely, sql } from 'kysely';
import { bytes, instant, toBase64 } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';
import { writingUser } from './writing-user.ts';

type Db = Kysely<UserDataTables>;

interface NewSharedItem {
  readonly id: string;
  readonly userId: string;
  readonly payload: Uint8Array;
  readonly iv: Uint8Array;
  readonly expiry: string;
}

/**
 * Adds a shared item; adding the same id again changes nothing.
 *
 * @param newDigest of the password, stored in the same statement; if undefined, none is stored.
 * @returns whether the user still exists.
 */
export async function insertSharedItem(
  db: Db,
  item: NewSharedItem,
  newDigest: string | undefined,
): Promise<boolean> {
  const { rows } = await sql<{ userExists: boolean }>`
    with owner as (
      ${writingUser(item.userId, newDigest)}
    ), written as (
      insert into shared_items (id, user_id, timestamp, expiry, encrypted_payload, encryption_iv)
      select ${item.id}, owner.id, now(), ${instant(item.expiry)}, ${bytes(item.payload)}, ${bytes(item.iv)}
      from owner
      on conflict (id) do nothing
    )
    select exists (select from owner) as "userExists"`.execute(db);
  return rows[0]?.userExists === true;
}

export interface SharedItem {
  /** The owner's public key. All bytes are base64. */
  readonly key: string;
  readonly payload: string;
  readonly iv: string;
  /** Whole seconds until it expires, at most a day. */
  readonly secondsLeft: number;
}

/** An unexpired shared item with its owner's public key. */
export function selectSharedItem(db: Db, id: string): Promise<SharedItem | undefined> {
  return db
    .selectFrom('shared_items')
    .innerJoin('users', 'users.id', 'shared_items.user_id')
    .select([
      toBase64(sql`users.rsa_public_key`).as('key'),
      toBase64(sql`shared_items.encrypted_payload`).as('payload'),
      toBase64(sql`shared_items.encryption_iv`).as('iv'),
      sql<number>`floor(extract(epoch from least(expiry, now() + interval '1 day') - now()))::int`.as(
        'secondsLeft',
      ),
    ])
    .where('shared_items.id', '=', id)
    .where('expiry', '>', sql<string>`now()`)
    .executeTakeFirst();
}
