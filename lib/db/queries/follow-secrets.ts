import { type Kysely, sql } from 'kysely';
import type { UserDataTables } from '../tables.ts';
import { writingUser } from './writing-user.ts';

type Db = Kysely<UserDataTables>;

/**
 * Adds a follow secret. Adding it again changes nothing, because its id is derived from the user and the secret.
 *
 * @param newDigest of the password, stored in the same statement; if undefined, none is stored.
 * @returns whether the user still exists.
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

/** Deletes a follow secret of a user; an unknown one is not an error. */
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
