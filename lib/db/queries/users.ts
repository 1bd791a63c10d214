import { type Kysely, type RawBuilder, sql } from 'kysely';
import { bytes, toBase64, uuid, uuids } from '../codec.ts';
import type { UserDataTables } from '../tables.ts';
import { PAGE_BYTES } from './page.ts';

type Db = Kysely<UserDataTables>;

interface NewUser {
  readonly id: string;
  readonly lookup: string;
  readonly hashedPassword: string;
  readonly salt: Uint8Array;
  readonly passwordDigest: string | undefined;
}

/** Adds a user who has published nothing yet. Adding the same id again changes nothing. */
export async function insertUser(db: Db, user: NewUser): Promise<void> {
  const empty = Buffer.alloc(0);
  await db
    .insertInto('users')
    .values({
      id: uuid(user.id),
      user_lookup: user.lookup,
      hashed_password: user.hashedPassword,
      salt: bytes(user.salt),
      password_digest: user.passwordDigest ?? null,
      encryption_iv: bytes(empty),
      rsa_public_key: bytes(empty),
      created: sql`now()`,
      last_accessed: sql`now()`,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

interface PublishedData {
  readonly encryptedCurrentPlan?: Uint8Array | null | undefined;
  readonly encryptedProfilePicture?: Uint8Array | null | undefined;
  readonly encryptedName?: Uint8Array | null | undefined;
  readonly encryptionIV: Uint8Array;
  readonly rsaPublicKey: Uint8Array;
}

/**
 * Replaces a user's published profile.
 *
 * @param newDigest of the password, stored in the same statement; if undefined, none is stored.
 * @returns whether the user still exists.
 */
export async function updateUser(
  db: Db,
  id: string,
  data: PublishedData,
  newDigest: string | undefined,
): Promise<boolean> {
  const result = await db
    .updateTable('users')
    .set({
      encrypted_current_plan: bytes(data.encryptedCurrentPlan),
      encrypted_profile_picture: bytes(data.encryptedProfilePicture),
      encrypted_name: bytes(data.encryptedName),
      encryption_iv: bytes(data.encryptionIV),
      rsa_public_key: bytes(data.rsaPublicKey),
      last_accessed: sql`now()`,
      ...(newDigest !== undefined && { password_digest: newDigest }),
    })
    .where('id', '=', uuid(id))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Deletes a user with their events, follow secrets, messages and shared items. */
export async function deleteUser(db: Db, id: string): Promise<void> {
  await db.deleteFrom('users').where('id', '=', uuid(id)).execute();
}

/** Bytes of a profile picture in one row; divisible by 3, so that the chunks' base64 can be joined. */
export const CHUNK_BYTES = 30_000;

/**
 * A part of a user, because a picture does not fit into a row of the Data API: part 0 has everything else, and parts
 * 1, 2, … are the picture's chunks in order. All bytes are base64.
 */
export interface UserPart {
  readonly id: string;
  readonly part: number;
  readonly lookup: string;
  readonly plan: string | null;
  readonly name: string | null;
  readonly iv: string;
  readonly key: string;
  readonly chunk: string | null;
  /** Number of chunks; null when the user has no picture. */
  readonly chunks: number | null;
  /** A hash of the picture; only in part 0 and in the first row of a page. */
  readonly pictureVersion: string | null;
  /** Tells whether there are parts after this page. */
  readonly more: boolean;
}

/** The start of a page of user parts: after this part. */
export interface UserPartCursor extends Pick<UserPart, 'id' | 'part'> {
  /** Tells whether to include pictures; if not, all users count as having none. */
  readonly withPictures: boolean;
}

export const BEFORE_ALL_USERS: UserPartCursor = {
  id: '00000000-0000-0000-0000-000000000000',
  part: -1,
  withPictures: true,
};

export const usersByIds = (ids: readonly string[]) => sql<boolean>`id = any(${uuids(ids)})`;
export const userByLookup = (lookup: string) => sql<boolean>`user_lookup = ${lookup}`;

/**
 * One page of the parts of the chosen users, by id. Updates `last_accessed` of those whose part 0 is on it, unless it is
 * less than an hour old; locked rows are skipped.
 */
export async function selectUserParts(
  db: Db,
  chosen: RawBuilder<boolean>,
  after: UserPartCursor,
): Promise<UserPart[]> {
  const { rows } = await sql<UserPart>`
    with chosen as (
      select id,
        case when ${after.withPictures}::boolean
          then ceil(octet_length(encrypted_profile_picture) / ${CHUNK_BYTES}::numeric)::int end as chunks,
        coalesce(octet_length(encrypted_current_plan), 0) + coalesce(octet_length(encrypted_name), 0)
          + octet_length(encryption_iv) + octet_length(rsa_public_key) as core_bytes
      from users where ${chosen} and id >= ${uuid(after.id)}
    ), parts as (
      select id, part, case part when 0 then core_bytes else ${CHUNK_BYTES} end + 300 as bytes
      from chosen cross join generate_series(0, coalesce(chunks, 0)) as part
      where (id, part) > (${uuid(after.id)}, ${after.part}::int)
    ), page as (
      select id, part from (
        select id, part, bytes, sum(bytes) over (order by id, part) as running from parts
      ) as measured
      where running - bytes < ${PAGE_BYTES}
    ), stale as (
      select id from users
      where id in (select id from page where part = 0) and last_accessed < now() - interval '1 hour'
      for no key update skip locked
    ), touched as (
      update users set last_accessed = now() where id in (select id from stale)
    )
    select u.id, p.part, u.user_lookup as lookup,
      case when p.part = 0 then ${toBase64(sql`u.encrypted_current_plan`)} end as plan,
      case when p.part = 0 then ${toBase64(sql`u.encrypted_name`)} end as name,
      case when p.part = 0 then ${toBase64(sql`u.encryption_iv`)} end as iv,
      case when p.part = 0 then ${toBase64(sql`u.rsa_public_key`)} end as key,
      case when p.part > 0 then ${toBase64(sql`substring(u.encrypted_profile_picture
        from (p.part - 1) * ${CHUNK_BYTES}::int + 1 for ${CHUNK_BYTES}::int)`)} end as chunk,
      c.chunks,
      case when p.part = 0 or (u.id = ${uuid(after.id)} and p.part = ${after.part}::int + 1)
        then md5(u.encrypted_profile_picture) end as "pictureVersion",
      (select count(*) from parts) > (select count(*) from page) as more
    from page as p join users as u using (id) join chosen as c using (id)
    order by u.id, p.part`.execute(db);
  return rows;
}
