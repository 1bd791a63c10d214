import { createHmac, randomBytes } from 'node:crypto';
import QuickLRU from 'quick-lru';
import { compareDigest, type DigestKey, makeDigest } from './password-digest.ts';
import { isHashOf, type PasswordHash } from './password-hash.ts';

/** A password as it is stored. */
export interface StoredPassword extends PasswordHash {
  readonly passwordDigest: string | null;
}

interface Verdict {
  readonly isRight: boolean;
  /** The digest to store with the next write; undefined when the stored one is current, or none is allowed. */
  readonly newDigest?: string | undefined;
}

/**
 * Checks a password: by its digest, if it has one with a known key, otherwise by its hash.
 *
 * @param keys newest first.
 */
export async function verifyPassword(
  password: string,
  stored: StoredPassword,
  keys: readonly DigestKey[],
): Promise<Verdict> {
  const comparison = compareDigest(password, stored, stored.passwordDigest, keys);
  if (comparison === 'different') return { isRight: false };
  const isRight = comparison === 'equal' || (await isPassword(password, stored));
  if (!isRight) return { isRight };
  const digest = makeDigest(password, stored, keys[0]);
  return { isRight, newDigest: digest === stored.passwordDigest ? undefined : digest };
}

/**
 * Checks a password by its hash. Correct passwords are cached for a while: without a key there is no digest, and apps
 * send the password with every write. A wrong password is always hashed.
 */
async function isPassword(password: string, stored: PasswordHash): Promise<boolean> {
  const key = cacheKey(password, stored);
  if (verified.has(key)) return true;
  const isRight = await isHashOf(password, stored);
  if (isRight) verified.set(key, true);
  return isRight;
}

const MINUTE = 60_000;
const verified = new QuickLRU<string, true>({ maxSize: 1_000, maxAge: 5 * MINUTE });

/** Known only to this process, so that a dump of the cache is useless elsewhere. */
const secret = randomBytes(32);

/** Includes the stored hash and salt, so that it no longer matches once the account is deleted or changed. */
function cacheKey(password: string, { hashedPassword, salt }: PasswordHash): string {
  return createHmac('sha256', secret)
    .update(hashedPassword)
    .update('\0')
    .update(salt)
    .update('\0')
    .update(password)
    .digest('base64');
}
