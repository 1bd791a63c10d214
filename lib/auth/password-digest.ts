import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PasswordHash } from './password-hash.ts';

/**
 * A password's digest: HMAC-SHA-256 under a key that the database does not hold. It is kept beside the slow hash,
 * which stays the truth, and answers in microseconds. Its text is `<key's version>:<row>:<password>`, where both
 * parts are base64:
 *
 * - *row*: of the stored hash and salt. When it no longer fits (the C# backend wrote another hash, the digest is
 *   another user's, the key is another one of the same version), nothing is known of the password.
 * - *password*: of the stored hash, the salt and the password. When the row fits, this decides.
 */
const FORM = /^(\d+):([A-Za-z0-9+/]{43}=):([A-Za-z0-9+/]{43}=)$/;

export interface DigestKey {
  readonly version: number;
  readonly key: string;
}

export type Comparison = 'equal' | 'different' | 'absent';

/**
 * The passwords that the servers make, C#'s as this one: random UUIDs, 122 bits that nobody guesses, not even with
 * the key. One that a person may have thought of never gets a digest.
 */
const SERVER_MADE = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** @returns undefined where none may be kept: without a key, and of a password that no server made. */
export function makeDigest(
  password: string,
  stored: PasswordHash,
  key: DigestKey | undefined,
): string | undefined {
  if (key === undefined || !SERVER_MADE.test(password)) return undefined;
  const parts = [rowPart(stored, key), passwordPart(password, stored, key)];
  return [key.version, ...parts.map((part) => part.toString('base64'))].join(':');
}

/** Holds a password against a digest, in constant time. */
export function compareDigest(
  password: string,
  stored: PasswordHash,
  digest: string | null,
  keys: readonly DigestKey[],
): Comparison {
  const [, version, row = '', own = ''] = FORM.exec(digest ?? '') ?? [];
  const key = keys.find((known) => String(known.version) === version);
  if (key === undefined || !isEqual(row, rowPart(stored, key))) return 'absent';
  return isEqual(own, passwordPart(password, stored, key)) ? 'equal' : 'different';
}

/** @param part base64 of 32 bytes. */
const isEqual = (part: string, expected: Buffer) => timingSafeEqual(Buffer.from(part, 'base64'), expected);

const rowPart = ({ hashedPassword, salt }: PasswordHash, { key }: DigestKey) =>
  hmac(key, ['row', hashedPassword, salt]);

const passwordPart = (password: string, { hashedPassword, salt }: PasswordHash, { key }: DigestKey) =>
  hmac(key, ['password', hashedPassword, salt, password]);

/** Each part with its length, so that no two lists of parts are the same bytes. */
function hmac(key: string, parts: readonly (string | Uint8Array)[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(`${Buffer.byteLength(part)}:`).update(part);
  return mac.digest();
}
