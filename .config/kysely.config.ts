import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'kysely-ctl';
import { useStandInWithoutCluster } from '../infra/local/config.ts';
import { migrationDialect } from '../lib/db/migrations/dialect.ts';
import type { MigratedDatabase } from '../lib/db/migrations/index.ts';

useStandInWithoutCluster();

/**
 * The cluster that the settings name, and otherwise the one of `npm run dev`.
 * `kysely --environment rate_limit …` works on the other database.
 */
export default defineConfig({ ...settings('user-data'), $env: { rate_limit: settings('rate-limit') } });

function settings(database: MigratedDatabase) {
  const migrationFolder = join(import.meta.dirname, '../lib/db/migrations', database);
  return {
    dialect: migrationDialect(database),
    migrations: {
      migrationFolder,
      /** Numbers go on where the folder's files end. */
      getMigrationPrefix: () => `${String(readdirSync(migrationFolder).length + 1).padStart(4, '0')}_`,
    },
  };
}
