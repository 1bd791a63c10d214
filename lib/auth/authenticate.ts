import type { Kysely } from 'kysely';
import { type Credentials, selectCredentials } from '../db/queries/credentials.ts';
import type { UserDataTables } from '../db/tables.ts';
import { notFound, wrongPassword } from '../problem/problem.ts';
import { readDigestKeys } from './digest-keys.ts';
import { verifyPassword } from './password.ts';

/** Credentials whose password was right. */
export type Authenticated<C extends Credentials = Credentials> = C & {
  /** A digest of the password to store with the next write; undefined when there is nothing to store. */
  readonly newDigest: string | undefined;
};

const unknownUser = () => notFound('user');

/**
 * Checks the password of a user.
 *
 * @param unknown creates the error for an unknown user; by default, Problem 404.
 * @throws Problem 401 for a wrong password.
 */
export function authenticate(
  db: Kysely<UserDataTables>,
  userId: string,
  password: string,
  unknown: () => Error = unknownUser,
): Promise<Authenticated> {
  return checkPassword(selectCredentials(db, userId), password, unknown);
}

/** Checks a password against credentials that are still being read, perhaps together with other data. */
export async function checkPassword<C extends Credentials>(
  reading: Promise<C | undefined>,
  password: string,
  unknown: () => Error = unknownUser,
): Promise<Authenticated<C>> {
  // Outdated keys are read again during the query.
  const [credentials, keys] = await Promise.all([reading, readDigestKeys()]);
  if (credentials === undefined) throw unknown();
  const { isRight, newDigest } = await verifyPassword(password, credentials, keys);
  if (!isRight) throw wrongPassword();
  return { ...credentials, newDigest };
}
