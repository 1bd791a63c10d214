import { type Kysely, sql } from 'kysely';
import { toTimestamp, uuid } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';
import { isWaiting } from './inbox.ts';

export interface Credentials {
  readonly hashedPassword: string;
  readonly salt: Uint8Array;
  readonly passwordDigest: string | null;
  /** The database's time when the credentials were read. */
  readonly readAt: string;
}

/** The credentials of a user; undefined when the user does not exist. */
export function selectCredentials(
  db: Kysely<UserDataTables>,
  userId: string,
): Promise<Credentials | undefined> {
  return credentialsOf(db, userId).executeTakeFirst();
}

/** The credentials of a user and whether messages are waiting, so that polling an empty inbox is one call. */
export function selectCredentialsAndInbox(
  db: Kysely<UserDataTables>,
  userId: string,
): Promise<(Credentials & { readonly hasMessages: boolean }) | undefined> {
  return credentialsOf(db, userId)
    .select(
      sql<boolean>`exists (
        select from user_inbox_items where user_id = users.id and ${isWaiting}
      )`.as('hasMessages'),
    )
    .executeTakeFirst();
}

const credentialsOf = (db: Kysely<UserDataTables>, userId: string) =>
  db
    .selectFrom('users')
    .select([
      'hashed_password as hashedPassword',
      'salt',
      'password_digest as passwordDigest',
      toTimestamp(sql`clock_timestamp()`).as('readAt'),
    ])
    .where('id', '=', uuid(userId));
