import type { RDSData } from '@aws-sdk/client-rds-data';
import type { DatabaseConnection, Driver } from 'kysely';
import { DataApiDialect } from 'kysely-data-api';
import { config } from '../config.ts';
import type { DataApi } from './data-api.ts';

/** kysely-data-api for one database and user, without the outdated property of its results that Kysely warns about. */
export class Dialect extends DataApiDialect {
  /** @param secretArn of the secret with the user's name and password. */
  constructor(dataApi: DataApi, database: string, secretArn: string) {
    super({
      mode: 'postgres',
      driver: {
        // The only cast: the type is the SDK's aggregated client, but only the four methods of DataApi are called.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        client: dataApi as unknown as RDSData,
        resourceArn: config.DATABASE_CLUSTER_ARN,
        secretArn,
        database,
      },
    });
  }

  override createDriver(): Driver {
    const driver = super.createDriver();
    const acquire = driver.acquireConnection.bind(driver);
    driver.acquireConnection = async () => withoutOutdatedCount(await acquire());
    return driver;
  }
}

function withoutOutdatedCount(connection: DatabaseConnection): DatabaseConnection {
  const execute = connection.executeQuery.bind(connection);
  connection.executeQuery = async <Row>(query: Parameters<typeof execute>[0]) => {
    const { rows, numAffectedRows } = await execute<Row>(query);
    return numAffectedRows === undefined ? { rows } : { rows, numAffectedRows };
  };
  return connection;
}
