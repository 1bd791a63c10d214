import { Calls } from '../aws-api/call-log.ts';
import { serve } from '../aws-api/server.ts';
import { Connections } from './connections.ts';
import { DataApiFaults } from './faults.ts';
import { STATEMENT_TIMEOUT, TRANSACTION_IDLE_TIMEOUT } from './limits.ts';
import { dataApiService } from './service.ts';
import { Transactions } from './transactions.ts';
import type { Call, DataApi, DataApiOptions } from './types.ts';

/** Starts the RDS Data API on 127.0.0.1. A client that hangs up does not stop its statement. */
export async function startDataApi(options: DataApiOptions): Promise<DataApi> {
  const { statementTimeout = STATEMENT_TIMEOUT, transactionIdleTimeout = TRANSACTION_IDLE_TIMEOUT } = options;
  const connections = new Connections(options, statementTimeout);
  const transactions = new Transactions(connections, transactionIdleTimeout);
  const faults = new DataApiFaults();
  const calls = new Calls<Call>();
  const server = await serve(
    dataApiService({ connections, transactions, statementTimeout }, options),
    {
      takeFault: (call) => faults.take(call),
      onCall: (call) => {
        calls.add(call);
        options.onCall?.(call);
      },
    },
    { port: options.port ?? 0, setting: 'DATA_API_PORT' },
  );
  return {
    url: server.url,
    faults,
    calls,
    stop: async () => {
      await server.stop();
      transactions.close();
      await connections.close();
    },
  };
}
