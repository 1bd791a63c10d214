import { createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import QuickLRU from 'quick-lru';

const derive = promisify(pbkdf2);

const ITERATIONS = 350_000;
const KEY_BYTES = 64;
const SALT_BYTES = 64;
const DIGEST = 'sha512';

/** How the C# backend stores a password: PBKDF2-HMAC-SHA512, the key as upper-case hex. */
export interface PasswordHash {
  readonly hashedPassword: string;
  readonly salt: Uint8Array;
}

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(SALT_BYTES);
  return { hashedPassword: await toHash(password, salt), salt };
}

async function toHash(password: string, salt: Uint8Array): Promise<string> {
  const key = await derive(password, salt, ITERATIONS, KEY_BYTES, DIGEST);
  return key.toString('hex').toUpperCase();
}

/**
 * Tells whether a password is the one that was hashed. A right one is remembered for a while, because apps
 * send their password with every write and a hash takes a tenth of a second; a wrong one is always hashed.
 */
export async function isPassword(password: string, stored: PasswordHash): Promise<boolean> {
  const digest = memoryDigest(password, stored);
  if (remembered.has(digest)) return true;
  const expected = Buffer.from(stored.hashedPassword);
  const actual = Buffer.from(await toHash(password, stored.salt));
  const isRight = actual.length === expected.length && timingSafeEqual(actual, expected);
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
