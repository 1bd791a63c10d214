import type { ExecuteStatementCommandInput, ExecuteStatementCommandOutput } from '@aws-sdk/client-rds-data';
import { type Kysely, PostgresAdapter } from 'kysely';
import { config } from '../../config.ts';
import { DataApi } from '../data-api.ts';
import { Dialect } from '../dialect.ts';
import type { MigratedDatabase } from './index.ts';
import { MigrationLock } from './lock.ts';

const databaseNames: Readonly<Record<MigratedDatabase, string>> = {
  'user-data': config.USER_DATA_DATABASE,
  'rate-limit': config.RATE_LIMIT_DATABASE,
};

/** A run by hand, which no function's timeout ends. */
const inADay = () => Date.now() + 24 * 60 * 60_000;

/**
 * Kysely's dialect for migrations over the Data API, as the databases' owner.
 *
 * @param deadline as of `Date.now()`; includes the time to wait for a new cluster.
 */
export function migrationDialect(database: MigratedDatabase, deadline: number = inADay()): Dialect {
  const dataApi = new MigrationDataApi({ resumingUntil: deadline, deadline });
  return new MigrationDialect(dataApi, databaseNames[database], config.DATABASE_SECRET_ARN);
}

/** A statement that takes more than 45 s goes on: the building of an index on a large table. */
class MigrationDataApi extends DataApi {
  override executeStatement(input: ExecuteStatementCommandInput): Promise<ExecuteStatementCommandOutput> {
    return super.executeStatement({ ...input, continueAfterTimeout: true });
  }
}

/** Makes simultaneous runs wait for each other. */
class MigrationDialect extends Dialect {
  readonly #lock: MigrationLock;

  constructor(dataApi: DataApi, database: string, secretArn: string) {
    super(dataApi, database, secretArn);
    this.#lock = new MigrationLock(dataApi, {
      resourceArn: config.DATABASE_CLUSTER_ARN,
      secretArn,
      database,
    });
  }

  override createAdapter(): PostgresAdapter {
    return new AuroraAdapter(this.#lock);
  }
}

/** The console of `npm run db:console` shows the name of this class. */
class AuroraAdapter extends PostgresAdapter {
  readonly #lock: MigrationLock;

  constructor(lock: MigrationLock) {
    super();
    this.#lock = lock;
  }

  override acquireMigrationLock(_db: Kysely<unknown>): Promise<void> {
    return this.#lock.acquire();
  }

  override releaseMigrationLock(_db: Kysely<unknown>): Promise<void> {
    return this.#lock.release();
  }
}
