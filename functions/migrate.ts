import { admitDatabaseUsers } from '../lib/database-users.ts';
import { migrateToLatest } from '../lib/db/migrations/migrate.ts';

/** Migrates both databases to the latest version and creates their users; runs before new code serves requests. */
export const handler = async () => {
  const userData = await migrateToLatest('user-data');
  const rateLimit = await migrateToLatest('rate-limit');
  await admitDatabaseUsers();
  return { userData, rateLimit };
};
