import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

const ITERATIONS = 350_000;
const KEY_BYTES = 64;
const SALT_BYTES = 64;
const DIGEST = 'sha512';

/** A password hash in the C# backend's format: PBKDF2-HMAC-SHA512, with the key in upper-case hex. */
export interface PasswordHash {
  readonly hashedPassword: string;
  readonly salt: Uint8Array;
}

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(SALT_BYTES);
  return { hashedPassword: await toHash(password, salt), salt };
}

/** Tells whether a password matches a hash, which takes at least a tenth of a second. */
export async function isHashOf(password: string, { hashedPassword, salt }: PasswordHash): Promise<boolean> {
  const expected = Buffer.from(hashedPassword);
  const actual = Buffer.from(await toHash(password, salt));
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

async function toHash(password: string, salt: Uint8Array): Promise<string> {
  const key = await derive(password, salt, ITERATIONS, KEY_BYTES, DIGEST);
  return key.toString('hex').toUpperCase();
}
