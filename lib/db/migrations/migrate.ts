import { Kysely, type MigrationResultSet, Migrator } from 'kysely';
import { DatabaseUnavailableError } from '../errors.ts';
import { migrationDialect } from './dialect.ts';
import { type MigratedDatabase, migrations } from './index.ts';

/**
 * Brings a database to the newest state, all in one transaction.
 *
 * @returns the names of the migrations that ran.
 * @throws Error that names the migration that failed; then none has run.
 */
export async function migrateToLatest(database: MigratedDatabase): Promise<string[]> {
  const db = new Kysely<unknown>({ dialect: migrationDialect(database) });
  const provider = { getMigrations: async () => ({ ...migrations[database] }) };
  const { error, results = [] } = await untilAvailable(() =>
    new Migrator({ db, provider }).migrateToLatest(),
  );
  if (error !== undefined) {
    const failed = results.find(({ status }) => status === 'Error')?.migrationName ?? 'the first migration';
    throw new Error(`Migrating ${database} failed at ${failed}: ${reason(error)}`, { cause: error });
  }
  return results.map(({ migrationName }) => migrationName);
}

const ATTEMPTS = 3;

/** A run that the database broke off has done nothing, or (its last answer was lost) all: it can be repeated. */
async function untilAvailable(run: () => Promise<MigrationResultSet>): Promise<MigrationResultSet> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await run();
    if (!(result.error instanceof DatabaseUnavailableError) || attempt === ATTEMPTS) return result;
  }
}

const reason = (error: unknown) => (error instanceof Error ? error.message : 'unknown error');
