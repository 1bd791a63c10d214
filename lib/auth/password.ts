import { createHmac, randomBytes } from 'node:crypto';
import QuickLRU from 'quick-lru';
import { compareDigest, type DigestKey, makeDigest } from './password-digest.ts';
import { isHashOf, type PasswordHash } from './password-hash.ts';

/** What is stored of a password. */
export interface StoredPassword extends PasswordHash {
  readonly passwordDigest: string | null;
}

interface Verdict {
  readonly isRight: boolean;
  /** To be stored with the next write; undefined when the stored one will do, or none may be. */
  readonly newDigest?: string | undefined;
}

/**
 * Checks a password: by its digest where there is one that a key fits, otherwise by its hash.
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
 * By the hash. A right password is remembered for a while: without a key there is no digest, and apps send their
 * password with every write. A wrong one is always hashed.
 */
async function isPassword(password: string, stored: PasswordHash): Promise<boolean> {
  const digest = memoryDigest(password, stored);
  if (remembered.has(digest)) return true;
  const isRight = await isHashOf(password, stored);
  if (isRight) remembered.set(digest, true);
  return isRight;
}

const MINUTE = 60_000;
const remembered = new QuickLRU<string, true>({ maxSize: 1_000, maxAge: 5 * MINUTE });

/** Known to this process alone: a dump of the memory's keys is of no use elsewhere. */
const memoryKey = randomBytes(32);

/** Bound to the stored hash and salt, so that it matches no more once the account is deleted or changed. */
function memoryDigest(password: string, { hashedPassword, salt }: PasswordHash): string {
  return createHmac('sha256', memoryKey)
    .update(hashedPassword)
    .update('\0')
    .update(salt)
    .update('\0')
    .update(password)
    .digest('base64');
}
