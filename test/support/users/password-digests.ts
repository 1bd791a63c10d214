import { DIGEST_KEYS_ARN } from '../../../infra/local/secrets-manager.ts';
import type { TestSystem } from '../system/system.ts';
import { insertUser, type StoredPassword } from './known-users.ts';
import type { TestUser } from './users.ts';

/** A secret with keys of passwords' digests by version. */
export const secretOfKeys = (keys: Readonly<Record<number, string>>): [arn: string, value: string] => [
  DIGEST_KEYS_ARN,
  JSON.stringify(keys),
];

/** Inserts a user whose password has a digest, bypassing the API. */
export async function insertUserWithDigest(
  api: TestSystem,
  stored: StoredPassword,
  digest: string,
): Promise<TestUser> {
  const user = await insertUser(api, stored);
  await api.userData.query('update users set password_digest = $2 where id = $1', [user.id, digest]);
  return user;
}

/** Reads the stored form of a user's password. */
export async function storedPassword(api: TestSystem, { id, password }: TestUser) {
  const { rows } = await api.userData.query<{ hash: string; salt: string; digest: string | null }>(
    `select hashed_password as hash, encode(salt, 'hex') as salt, password_digest as digest
    from users where id = $1`,
    [id],
  );
  const { hash = '', salt = '', digest = null } = rows[0] ?? {};
  return { password, hashHexUpper: hash, saltHex: salt, digest };
}
