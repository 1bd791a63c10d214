import { type Kysely, sql } from 'kysely';
import { uuid } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';

type Db = Kysely<UserDataTables>;

/**
 * Adds a follow secret, once however often it is added: its row's id is made of the user and the secret.
 *
 * @returns whether the user is still there.
 */
export async function insertFollowSecret(db: Db, userId: string, followSecret: string): Promise<boolean> {
  const { rows } = await sql<{ userExists: boolean }>`
    with owner as (
      select id from users where id = ${uuid(userId)} for key share
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
export async function deleteFollowSecret(db: Db, userId: string, followSecret: string): Promise<void> {
  await db
    .deleteFrom('user_follow_secrets')
    .where('user_id', '=', uuid(userId))
    .where('value', '=', followSecret)
    .execute();
}
