import type { Context } from 'aws-lambda';
import { admitDatabaseUsers } from '../lib/database-users.ts';
import { migrateToLatest } from '../lib/db/migrations/migrate.ts';

/** Milliseconds reserved for returning, with the reason of a failure, before Lambda ends the function. */
const RESERVE = 5_000;

/** Migrates both databases to the latest version and creates their users; runs before new code serves requests. */
export const handler = async (_event: unknown, context: Context) => {
  const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVE;
  const userData = await migrateToLatest('user-data', deadline);
  const rateLimit = await migrateToLatest('rate-limit', deadline);
  await admitDatabaseUsers(deadline);
  return { userData, rateLimit };
};
