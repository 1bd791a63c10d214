import { type Observer, serve } from '../aws-api/server.ts';
import { Connections } from './connections.ts';
import { STATEMENT_TIMEOUT, TRANSACTION_IDLE_TIMEOUT } from './limits.ts';
import type { ServerSettings } from './protocol.ts';
import { dataApiService } from './service.ts';
import { Transactions } from './transactions.ts';
import type { CallRequest, DataApi, ErrorName, GetSecret } from './types.ts';

interface User extends Observer<CallRequest, ErrorName> {
  /** Finds the secret of any database user but the one in the connection strings. */
  readonly getSecret: GetSecret;
}

/** Serves the RDS Data API on 127.0.0.1. A client that hangs up does not stop its statement. */
export async function startServer(
  settings: ServerSettings,
  { getSecret, ...observer }: User,
): Promise<Pick<DataApi, 'url' | 'stop'>> {
  const { databases, resourceArn, secretArn, port = 0 } = settings;
  const { statementTimeout = STATEMENT_TIMEOUT, transactionIdleTimeout = TRANSACTION_IDLE_TIMEOUT } =
    settings;
  const secretOf: GetSecret = (arn) => (arn === secretArn ? undefined : getSecret(arn));
  const connections = new Connections(databases, secretOf, statementTimeout);
  const transactions = new Transactions(connections, transactionIdleTimeout);
  const service = dataApiService(
    { connections, transactions, statementTimeout },
    { resourceArn, secretArn, getSecret },
  );
  const server = await serve(service, observer, { port, setting: 'DATA_API_PORT' });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      transactions.close();
      await connections.close();
    },
  };
}
