import { migrateToLatest } from '../lib/db/migrations/migrate.ts';

/** Brings both databases to the newest state; runs before new code serves. */
export const handler = async () => ({
  userData: await migrateToLatest('user-data'),
  rateLimit: await migrateToLatest('rate-limit'),
});
