import type { Kysely } from 'kysely';
import { type Credentials, selectCredentials } from '../db/queries/credentials.ts';
import type { UserDataTables } from '../db/tables.ts';
import { notFound, wrongPassword } from '../problem/problem.ts';
import { readDigestKeys } from './digest-keys.ts';
import { verifyPassword } from './password.ts';

/** Credentials whose password was right. */
export type Authenticated<C extends Credentials = Credentials> = C & {
  /** A digest of the password, to be stored with the write that follows; undefined when there is nothing to store. */
  readonly newDigest: string | undefined;
};

const unknownUser = () => notFound('user');

/**
 * Checks that a password is this user's.
 *
 * @throws Problem 401 for a wrong password; for an unknown user 404, or the one given.
 */
export function authenticate(
  db: Kysely<UserDataTables>,
  userId: string,
  password: string,
  unknown: () => Error = unknownUser,
): Promise<Authenticated> {
  return checkPassword(selectCredentials(db, userId), password, unknown);
}

/** The same for credentials that are being read together with something else. */
export async function checkPassword<C extends Credentials>(
  reading: Promise<C | undefined>,
  password: string,
  unknown: () => Error = unknownUser,
): Promise<Authenticated<C>> {
  // Where the keys have aged, they come while the database is asked.
  const [credentials, keys] = await Promise.all([reading, readDigestKeys()]);
  if (credentials === undefined) throw unknown();
  const { isRight, newDigest } = await verifyPassword(password, credentials, keys);
  if (!isRight) throw wrongPassword();
  return { ...credentials, newDigest };
}
