import { admitDatabaseUsers } from '../lib/database-users.ts';
import { migrateToLatest } from '../lib/db/migrations/migrate.ts';

/** Brings both databases to the newest state, and lets their users in; runs before new code serves. */
export const handler = async () => {
  const userData = await migrateToLatest('user-data');
  const rateLimit = await migrateToLatest('rate-limit');
  await admitDatabaseUsers();
  return { userData, rateLimit };
};
