import { config } from './config.ts';
import { admitUser, type DatabaseUser } from './db/users/admit.ts';
import { openSecretStore, type Secret } from './secrets/secret-store.ts';

const settings = [
  ['user-data', 'USER_DATA_SECRET_ARN'],
  ['rate-limit', 'RATE_LIMIT_SECRET_ARN'],
] as const;

/**
 * Makes the users who may work with one database each, with the passwords of their secrets. Where no secret is
 * configured, the owner does the work, and nothing happens.
 *
 * @throws Error that quotes no password.
 */
export async function admitDatabaseUsers(): Promise<void> {
  const fetchSecret = openSecretStore();
  for (const [database, setting] of settings) {
    const arn = config[setting];
    if (arn !== undefined) await admitUser(database, toUser(await fetchSecret(arn, setting), setting));
  }
}

function toUser({ username, password }: Secret, setting: string): DatabaseUser {
  if (typeof username !== 'string' || typeof password !== 'string' || !/^[ -~]+$/.test(password)) {
    throw new Error(`The secret of ${setting} needs a username, and a password of printable ASCII.`);
  }
  return { username, password };
}
