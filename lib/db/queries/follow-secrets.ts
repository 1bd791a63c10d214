import { type Kysely, sql } from 'kysely';
import type { UserDataTables } from '../tables.ts';
import { writingUser } from './writing-user.ts';

type Db = Kysely<UserDataTables>;

/**
 * Adds a follow secret, once however often it is added: its row's id is made of the user and the secret.
 *
 * @param newDigest of the password, stored on the way; undefined stores none.
 * @returns whether the user is still there.
 */
export async function insertFollowSecret(
  db: Db,
  userId: string,
  followSecret: string,
  newDigest: string | undefined,
): Promise<boolean> {
  const { rows } = await sql<{ userExists: boolean }>`
    with owner as (
      ${writingUser(userId, newDigest)}
    ), written as (
      insert into user_follow_secrets (id, user_id, value)
      select md5(owner.id::text || ${followSecret})::uuid, owner.id, ${followSecret}
      from owner
      where not exists (
        select from user_follow_secrets where user_id = owner.id and value = ${followSecret}
      )
      on conflict (id) do nothing
    )
    select exists (select from owner) as "userExists"`.execute(db);
  return rows[0]?.userExists === true;
}

/** Removes a follow secret of this user; an unknown one is no error. */
export async function deleteFollowSecret(
  db: Db,
  userId: string,
  followSecret: string,
  newDigest: string | undefined,
): Promise<void> {
  await sql`
    with owner as (
      ${writingUser(userId, newDigest)}
    )
    delete from user_follow_secrets using owner
    where user_id = owner.id and value = ${followSecret}`.execute(db);
}
