import { randomUUID } from 'node:crypto';
import vectors from '../../vectors/pbkdf2.json' with { type: 'json' };
import type { TestSystem } from '../system/system.ts';
import type { TestUser } from './users.ts';

/** How a password is stored, both parts as hex. */
export interface StoredPassword {
  readonly password: string;
  readonly saltHex: string;
  readonly hashHexUpper: string;
}

/** Passwords with their hashes by an independent implementation. */
export const passwordVectors: readonly StoredPassword[] = vectors.vectors;

/**
 * Adds a user past the API, who has published nothing. All these users have the same stored password, so that
 * a function hashes it once and tests are quick.
 */
export async function insertUser(
  api: TestSystem,
  stored: StoredPassword | undefined = passwordVectors[0],
): Promise<TestUser> {
  if (stored === undefined) throw new Error('There is no password vector.');
  const id = randomUUID();
  const lookup = randomUUID().replaceAll('-', '').slice(0, 12);
  await api.userData.query(
    `insert into users
       (id, user_lookup, hashed_password, salt, encryption_iv, rsa_public_key, created, last_accessed)
     values ($1, $2, $3, $4, '', '', now(), now())`,
    [id, lookup, stored.hashHexUpper, Buffer.from(stored.saltHex, 'hex')],
  );
  return { id, lookup, password: stored.password };
}
