import { Kysely, Migrator } from 'kysely';
import { createRateLimitDatabase, isUnknownDatabase } from './create-database.ts';
import { migrationDialect } from './dialect.ts';
import { type MigratedDatabase, migrations } from './index.ts';
import { isNewer } from './newer.ts';
import { untilAvailable } from './until-available.ts';

/**
 * Brings a database to the newest state, all in one transaction. One that is newer than the code stays as it is,
 * and the rate limit's is made when there is none.
 *
 * @returns the names of the migrations that ran.
 * @throws Error that names the migration that failed; then none has run.
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
    console.warn({ message: `The database ${database} is newer than this code; it stays as it is.` });
    return [];
  }
  if (error !== undefined) {
    const failed = results.find(({ status }) => status === 'Error')?.migrationName ?? 'the first migration';
    throw new Error(`Migrating ${database} failed at ${failed}: ${reason(error)}`, { cause: error });
  }
  return results.map(({ migrationName }) => migrationName);
}

/** Kysely's words for a database that has had a migration which the code does not know. */
const isUnknownMigration = (error: unknown) =>
  error instanceof Error && error.message.startsWith('corrupted migrations: previously executed');

const reason = (error: unknown) => (error instanceof Error ? error.message : 'unknown error');
