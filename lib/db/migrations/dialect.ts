import { CompiledQuery, type Driver, PostgresAdapter } from 'kysely';
import { config } from '../../config.ts';
import { DataApi } from '../data-api.ts';
import { Dialect } from '../dialect.ts';
import type { MigratedDatabase } from './index.ts';

const databaseNames: Readonly<Record<MigratedDatabase, string>> = {
  'user-data': config.USER_DATA_DATABASE,
  'rate-limit': config.RATE_LIMIT_DATABASE,
};

/** Milliseconds that a run of migrations may take; a cluster that starts anew is waited for meanwhile. */
const PATIENCE = 10 * 60_000;

/** Kysely's dialect for migrations over the Data API, as the databases' owner. */
export function migrationDialect(database: MigratedDatabase): Dialect {
  const end = Date.now() + PATIENCE;
  const dataApi = new DataApi({ resumingUntil: end, deadline: end });
  return new MigrationDialect(dataApi, databaseNames[database], config.DATABASE_SECRET_ARN);
}

/**
 * Two runs at once must wait for each other. Kysely locks the session for that, but the Data API has none
 * outside a transaction: so the lock is taken at the start of the transaction that the migrations run in,
 * and ends with it.
 */
class MigrationDialect extends Dialect {
  override createAdapter(): PostgresAdapter {
    return new AuroraAdapter();
  }

  override createDriver(): Driver {
    const driver = super.createDriver();
    const begin = driver.beginTransaction.bind(driver);
    driver.beginTransaction = async (connection, settings) => {
      await begin(connection, settings);
      try {
        await connection.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${LOCK_ID})::text`));
      } catch (error) {
        // Kysely takes the transaction for not begun, and would leave it open with the lock in it.
        await driver.rollbackTransaction(connection);
        throw error;
      }
    };
    return driver;
  }
}

/** Any number that nothing else locks. */
const LOCK_ID = 5_471_238_906_451;

/** Its name is what the console of `npm run db:console` calls the database. */
class AuroraAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}
