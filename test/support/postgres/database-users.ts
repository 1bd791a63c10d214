import { randomUUID } from 'node:crypto';
import {
  ExecuteStatementCommand,
  type ExecuteStatementCommandOutput,
  type RDSDataClient,
} from '@aws-sdk/client-rds-data';
import { config } from '../../../lib/config.ts';
import { dataApiClient } from '../local/data-api.ts';
import type { TestSystem } from '../system/system.ts';
import { createMigratedDatabases, type DatabaseUrls } from './migrated-databases.ts';

/** A user of one database. */
export interface DatabaseUser {
  readonly arn: string;
  readonly username: string;
  /** The secret with the current password. */
  password: string;
}

/** A user for each of two new databases, and the options of a system with these users. */
export interface DatabaseUsers {
  readonly userData: DatabaseUser;
  readonly rateLimit: DatabaseUser;
  /** Changes the password in a user's secret. */
  setPassword(user: DatabaseUser, password?: string): void;
  readonly options: {
    readonly settings: { readonly USER_DATA_SECRET_ARN: string; readonly RATE_LIMIT_SECRET_ARN: string };
    readonly secrets: ReadonlyMap<string, string>;
    readonly userDataUrl: string;
    readonly rateLimitUrl: string;
  };
}

/** @param given the databases; by default, new migrated ones. */
export async function databaseUsers(given?: DatabaseUrls): Promise<DatabaseUsers> {
  const databases = given ?? (await createMigratedDatabases());
  const secrets = new Map<string, string>();
  const setPassword = (user: DatabaseUser, password: string = randomUUID()) => {
    user.password = password;
    secrets.set(user.arn, JSON.stringify({ username: user.username, password }));
  };
  // The run's databases share a server, and therefore its users.
  const newUser = (name: string) => {
    const username = `${name}_${randomUUID().slice(0, 8)}`;
    const arn = `arn:aws:secretsmanager:us-east-1:000000000000:secret:${username}`;
    const user = { arn, username, password: '' };
    setPassword(user);
    return user;
  };
  const userData = newUser('user-data');
  const rateLimit = newUser('rate-limit');
  return {
    userData,
    rateLimit,
    setPassword,
    options: {
      settings: { USER_DATA_SECRET_ARN: userData.arn, RATE_LIMIT_SECRET_ARN: rateLimit.arn },
      secrets,
      ...databases,
    },
  };
}

const clients = new WeakMap<TestSystem['dataApi'], RDSDataClient>();

/** Sends a statement over a system's Data API, as one user in one database. */
export function executeAs(
  api: TestSystem,
  { arn }: Pick<DatabaseUser, 'arn'>,
  database: 'USER_DATA_DATABASE' | 'RATE_LIMIT_DATABASE',
  sql: string,
): Promise<ExecuteStatementCommandOutput> {
  const client = clients.get(api.dataApi) ?? dataApiClient(api.dataApi.url);
  clients.set(api.dataApi, client);
  const resourceArn = config.DATABASE_CLUSTER_ARN;
  return client.send(
    new ExecuteStatementCommand({ resourceArn, secretArn: arn, database: config[database], sql }),
  );
}

/** Runs the migrations, as a deployment does. @returns those that ran in each database. @throws their error. */
export async function migrate(api: TestSystem): Promise<{ userData: string[]; rateLimit: string[] }> {
  const { payload, functionError } = await api.functions.invoke('migrate', {});
  const response = JSON.parse(payload);
  if (functionError !== undefined) throw new Error(response.errorMessage);
  return response;
}
