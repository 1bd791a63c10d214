import { config } from './config.ts';
import { admitUser, type DatabaseUser } from './db/users/admit.ts';
import { openSecretStore, type Secret } from './secrets/secret-store.ts';

const settings = [
  ['user-data', 'USER_DATA_SECRET_ARN'],
  ['rate-limit', 'RATE_LIMIT_SECRET_ARN'],
] as const;

/**
 * Creates the users with access to one database each, with the passwords of their secrets. Does nothing for a database
 * without a configured secret: its owner is used instead.
 *
 * @param deadline as of `Date.now()`.
 * @throws Error that quotes no password.
 */
export async function admitDatabaseUsers(deadline: number): Promise<void> {
  const fetchSecret = openSecretStore();
  for (const [database, setting] of settings) {
    const arn = config[setting];
    if (arn === undefined) continue;
    await admitUser(database, toUser(await fetchSecret(arn, setting), setting), deadline);
  }
}

function toUser({ username, password }: Secret, setting: string): DatabaseUser {
  if (typeof username !== 'string' || typeof password !== 'string' || !/^[ -~]+$/.test(password)) {
    throw new Error(`The secret of ${setting} must contain a username, and a password of printable ASCII.`);
  }
  return { username, password };
}
