import { CompiledQuery, type Driver, PostgresAdapter } from 'kysely';
import { config } from '../../config.ts';
import { DataApi } from '../data-api.ts';
import { Dialect } from '../dialect.ts';
import type { MigratedDatabase } from './index.ts';

const databaseNames: Readonly<Record<MigratedDatabase, string>> = {
  'user-data': config.USER_DATA_DATABASE,
  'rate-limit': config.RATE_LIMIT_DATABASE,
};

/** Maximum milliseconds of a run of migrations, including the time to wait for a new cluster. */
const TIMEOUT = 10 * 60_000;

/** Kysely's dialect for migrations over the Data API, as the databases' owner. */
export function migrationDialect(database: MigratedDatabase): Dialect {
  const end = Date.now() + TIMEOUT;
  const dataApi = new DataApi({ resumingUntil: end, deadline: end });
  return new MigrationDialect(dataApi, databaseNames[database], config.DATABASE_SECRET_ARN);
}

/**
 * Makes simultaneous runs wait for each other. Kysely would lock the session, but the Data API has sessions only within
 * transactions. So the lock is acquired at the start of the migrations' transaction, and released at its end.
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
        // Kysely assumes that the transaction did not begin, and would leave it open.
        await driver.rollbackTransaction(connection);
        throw error;
      }
    };
    return driver;
  }
}

/** An arbitrary number that is not used for any other lock. */
const LOCK_ID = 5_471_238_906_451;

/** The console of `npm run db:console` shows the name of this class. */
class AuroraAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}
