import { createHmac, randomUUID } from 'node:crypto';
import vectors from '../../vectors/pbkdf2.json' with { type: 'json' };
import type { TestSystem } from '../system/system.ts';
import type { TestUser } from './users.ts';

/** A password with its stored hash and salt as hex. */
export interface StoredPassword {
  readonly password: string;
  readonly saltHex: string;
  readonly hashHexUpper: string;
}

/** Passwords with hashes from an independent implementation. */
export const passwordVectors: readonly StoredPassword[] = vectors.vectors;

/** The key of the test systems' digests. */
export const DIGEST_KEY = 'the key of passwords in tests, known to no other';

/**
 * A password's digest, computed without the code under test.
 *
 * @param version the version of the system's key.
 */
export function digestOf(
  { password, saltHex, hashHexUpper }: StoredPassword,
  version = 1,
  key = DIGEST_KEY,
): string {
  const salt = Buffer.from(saltHex, 'hex');
  const hmac = (...parts: (string | Buffer)[]) => {
    const framed = parts.flatMap((part) => [Buffer.from(`${Buffer.byteLength(part)}:`), Buffer.from(part)]);
    return createHmac('sha256', key).update(Buffer.concat(framed)).digest('base64');
  };
  return `${version}:${hmac('row', hashHexUpper, salt)}:${hmac('password', hashHexUpper, salt, password)}`;
}

/** Only generated passwords, which are random UUIDs, have digests. */
const serverMade = passwordVectors.find(({ password }) => /^[0-9a-f-]{36}$/.test(password));

/**
 * Inserts a user without a profile, bypassing the API. The default password has a digest, so that no test hashes it; a
 * given password has none.
 */
export async function insertUser(api: TestSystem, given?: StoredPassword): Promise<TestUser> {
  const stored = given ?? serverMade;
  if (stored === undefined) throw new Error('There is no password vector.');
  const id = randomUUID();
  const lookup = randomUUID().replaceAll('-', '').slice(0, 12);
  await api.userData.query(
    `insert into users
       (id, user_lookup, hashed_password, salt, encryption_iv, rsa_public_key, created, last_accessed, password_digest)
     values ($1, $2, $3, $4, '', '', now(), now(), $5)`,
    [
      id,
      lookup,
      stored.hashHexUpper,
      Buffer.from(stored.saltHex, 'hex'),
      given === undefined ? digestOf(stored) : null,
    ],
  );
  return { id, lookup, password: stored.password };
}
