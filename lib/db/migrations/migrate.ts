import { Kysely } from 'kysely';
import { createRateLimitDatabase, isUnknownDatabase } from './create-database.ts';
import { migrationDialect } from './dialect.ts';
import { type MigratedDatabase, migrations } from './index.ts';
import { isNewer } from './newer.ts';
import { runToEnd } from './run-to-end.ts';

/**
 * Migrates a database to the latest version. Each statement commits by itself, so that no lock outlasts it; a run that was
 * cut off is resumed by the next one. A database that is newer than the code is not changed, and the rate limit's
 * database is created if it does not exist.
 *
 * @param deadline as of `Date.now()`.
 * @returns the names of the migrations that ran.
 * @throws Error that names the migration that failed; those before it are done.
 */
export async function migrateToLatest(database: MigratedDatabase, deadline: number): Promise<string[]> {
  const db = new Kysely<unknown>({ dialect: migrationDialect(database, deadline) });
  let run = await runToEnd(db, migrations[database]);
  if (database === 'rate-limit' && isUnknownDatabase(run.error)) {
    await createRateLimitDatabase(deadline);
    run = await runToEnd(db, migrations[database]);
  }
  const { error, ran, failed = 'the first migration' } = run;
  if (isUnknownMigration(error) && (await isNewer(db, migrations[database]))) {
    console.warn({ message: `The database ${database} is newer than this code and was not changed.` });
    return [];
  }
  if (error !== undefined) {
    throw new Error(`Migrating ${database} failed at ${failed}: ${reason(error)}`, { cause: error });
  }
  return [...ran];
}

/** Matches Kysely's error for a database with a migration that the code does not have. */
const isUnknownMigration = (error: unknown) =>
  error instanceof Error && error.message.startsWith('corrupted migrations: previously executed');

const reason = (error: unknown) => (error instanceof Error ? error.message : 'unknown error');
