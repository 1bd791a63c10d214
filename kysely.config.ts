import { defineConfig } from 'kysely-ctl';
import { migrationDialect } from './lib/db/migrations/dialect.ts';

/** `kysely --environment rate_limit …` works on the other database. */
export default defineConfig({
  dialect: migrationDialect('user-data'),
  migrations: { migrationFolder: 'lib/db/migrations/user-data' },
  $env: {
    rate_limit: {
      dialect: migrationDialect('rate-limit'),
      migrations: { migrationFolder: 'lib/db/migrations/rate-limit' },
    },
  },
});
