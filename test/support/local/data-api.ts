import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  type ExecuteStatementCommandOutput,
  RDSDataClient,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import { type DataApi, type DataApiOptions, startDataApi } from '../../../infra/local/data-api/index.ts';
import { createDatabase } from '../postgres/create-database.ts';

const resourceArn = 'arn:aws:rds:us-east-1:000000000000:cluster:test';
const secretArn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:test';

/** An `authorization` header for hand-written requests. The signature is not verified. */
export const authorization = (service = 'rds-data'): string =>
  `AWS4-HMAC-SHA256 Credential=test/20240101/us-east-1/${service}/aws4_request, SignedHeaders=content-type;host, Signature=${'0'.repeat(64)}`;

type Options = Partial<Omit<ExecuteStatementCommandInput, 'sql'>>;

/** A Data API on its own database, with AWS's client. */
export interface DataApiUnderTest {
  api: DataApi;
  client: RDSDataClient;
  /** Direct connection string of the database. */
  databaseUrl: string;
  /** The parameters of every call. */
  target: { resourceArn: string; secretArn: string; database: string };
  execute(sql: string, options?: Options): Promise<ExecuteStatementCommandOutput>;
  begin(): Promise<string>;
  commit(transactionId: string): Promise<string | undefined>;
  rollback(transactionId: string): Promise<string | undefined>;
  stop(): Promise<void>;
}

export async function startDataApiUnderTest(
  options: Partial<DataApiOptions> = {},
): Promise<DataApiUnderTest> {
  const databaseUrl = await createDatabase();
  const api = await startDataApi({ databases: { app: databaseUrl }, resourceArn, secretArn, ...options });
  const client = dataApiClient(api.url);
  const resource = { resourceArn, secretArn };
  const target = { ...resource, database: 'app' };
  return {
    api,
    client,
    databaseUrl,
    target,
    execute: (sql, more) => client.send(new ExecuteStatementCommand({ ...target, ...more, sql })),
    begin: async () => {
      const { transactionId } = await client.send(new BeginTransactionCommand(target));
      return transactionId ?? '';
    },
    commit: async (transactionId) =>
      (await client.send(new CommitTransactionCommand({ ...resource, transactionId }))).transactionStatus,
    rollback: async (transactionId) =>
      (await client.send(new RollbackTransactionCommand({ ...resource, transactionId }))).transactionStatus,
    stop: async () => {
      client.destroy();
      await api.stop();
    },
  };
}

/** AWS's client without retries, so that tests see each error, and with many concurrent connections. */
export function dataApiClient(endpoint: string): RDSDataClient {
  return new RDSDataClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: { httpAgent: { maxSockets: 200 } },
  });
}
