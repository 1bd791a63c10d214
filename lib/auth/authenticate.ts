import type { Kysely } from 'kysely';
import { type Credentials, selectCredentials } from '../db/queries/credentials.ts';
import type { UserDataTables } from '../db/tables.ts';
import { notFound, wrongPassword } from '../problem/problem.ts';
import { isPassword } from './password.ts';

/**
 * Checks that a password is this user's.
 *
 * @throws Problem 404 for an unknown user, 401 for a wrong password.
 */
export async function authenticate(
  db: Kysely<UserDataTables>,
  userId: string,
  password: string,
): Promise<Credentials> {
  return checkPassword(await selectCredentials(db, userId), password);
}

/** The same for credentials that were read together with something else. */
export async function checkPassword<C extends Credentials>(
  credentials: C | undefined,
  password: string,
): Promise<C> {
  if (credentials === undefined) throw notFound('user');
  if (!(await isPassword(password, credentials))) throw wrongPassword();
  return credentials;
}
