import { Kysely, Migrator } from 'kysely';
import { createRateLimitDatabase, isUnknownDatabase } from './create-database.ts';
import { migrationDialect } from './dialect.ts';
import { type MigratedDatabase, migrations } from './index.ts';
import { isNewer } from './newer.ts';
import { untilAvailable } from './until-available.ts';

/**
 * Migrates a database to the latest version, in one transaction. A database that is newer than the code is not changed,
 * and the rate limit's database is created if it does not exist.
 *
 * @returns the names of the migrations that ran.
 * @throws Error that names the migration that failed; in that case, all are rolled back.
 */
export async function migrateToLatest(database: MigratedDatabase): Promise<string[]> {
  const db = new Kysely<unknown>({ dialect: migrationDialect(database) });
  const provider = { getMigrations: async () => ({ ...migrations[database] }) };
  const run = () => untilAvailable(() => new Migrator({ db, provider }).migrateToLatest());
  let { error, results = [] } = await run();
  if (database === 'rate-limit' && isUnknownDatabase(error)) {
    await createRateLimitDatabase();
    ({ error, results = [] } = await run());
  }
  if (isUnknownMigration(error) && (await isNewer(db, migrations[database]))) {
    console.warn({ message: `The database ${database} is newer than this code and was not changed.` });
    return [];
  }
  if (error !== undefined) {
    const failed = results.find(({ status }) => status === 'Error')?.migrationName ?? 'the first migration';
    throw new Error(`Migrating ${database} failed at ${failed}: ${reason(error)}`, { cause: error });
  }
  return results.map(({ migrationName }) => migrationName);
}

/** Matches Kysely's error for a database with a migration that the code does not have. */
const isUnknownMigration = (error: unknown) =>
  error instanceof Error && error.message.startsWith('corrupted migrations: previously executed');

const reason = (error: unknown) => (error instanceof Error ? error.message : 'unknown error');
