import { Kysely, Migrator } from 'kysely';
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
  const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) {
    const failed = results.find(({ status }) => status === 'Error')?.migrationName ?? 'the first migration';
    throw new Error(`Migrating ${database} failed at ${failed}: ${reason(error)}`, { cause: error });
  }
  return results.map(({ migrationName }) => migrationName);
}

const reason = (error: unknown) => (error instanceof Error ? error.message : 'unknown error');
