import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Calls } from '../aws-api/call-log.ts';
import { listen } from '../listen.ts';
import { checkAuthorization } from './authorization.ts';
import { readJson } from './body.ts';
import { Connections } from './connections.ts';
import { DataApiError } from './errors.ts';
import { Faults } from './faults.ts';
import { STATEMENT_TIMEOUT, TRANSACTION_IDLE_TIMEOUT } from './limits.ts';
import { perform } from './operations.ts';
import { checkedRequest, type Request } from './requests.ts';
import { sendError, sendHalf, sendResponse } from './response.ts';
import { Transactions } from './transactions.ts';
import type { Call, CallRequest, DataApi, DataApiOptions, Operation } from './types.ts';

const OPERATIONS: Record<string, Operation> = {
  '/Execute': 'ExecuteStatement',
  '/BatchExecute': 'BatchExecuteStatement',
  '/BeginTransaction': 'BeginTransaction',
  '/CommitTransaction': 'CommitTransaction',
  '/RollbackTransaction': 'RollbackTransaction',
};

/** A server that closes a kept connection just as a client uses it again looks like a lost answer. */
const KEEP_ALIVE = 600_000;

/**
 * Starts the RDS Data API on 127.0.0.1, in front of PostgreSQL databases: its wire protocol, its limits and its errors.
 * A client that hangs up does not stop its statement.
 */
export async function startDataApi(options: DataApiOptions): Promise<DataApi> {
  const { statementTimeout = STATEMENT_TIMEOUT, transactionIdleTimeout = TRANSACTION_IDLE_TIMEOUT } = options;
  const connections = new Connections(options, statementTimeout);
  const transactions = new Transactions(connections, transactionIdleTimeout);
  const engine = { connections, transactions, statementTimeout };
  const faults = new Faults();
  const calls = new Calls<Call>();

  /** @returns what became of the call besides an answer. */
  async function answer(
    request: Request,
    call: CallRequest,
    response: ServerResponse,
  ): Promise<string | undefined> {
    const { milliseconds, fault } = faults.take(call);
    if (milliseconds > 0) await wait(milliseconds);
    if (fault?.kind === 'fail') throw fault.error;
    if (fault?.kind === 'cutConnection') {
      response.socket?.resetAndDestroy();
      return 'connection cut';
    }
    const result = await perform(engine, request);
    if (fault?.kind === 'loseAnswer') {
      response.socket?.resetAndDestroy();
      return 'answer lost';
    }
    if (fault?.kind === 'truncateAnswer') {
      sendHalf(response, result);
      return 'answer truncated';
    }
    sendResponse(response, result);
    return undefined;
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now();
    const operation = OPERATIONS[incoming.url ?? ''];
    let call: CallRequest | undefined = operation && { operation };
    let error: string | undefined;
    try {
      const body = await readJson(incoming);
      checkAuthorization(incoming.headers.authorization);
      if (!operation || incoming.method !== 'POST') throw new DataApiError('UnknownOperationException');
      const request = checkedRequest(operation, body);
      checkResource(request, options);
      call = describe(request, transactions);
      error = await answer(request, call, response);
    } catch (thrown) {
      const failure = asDataApiError(thrown);
      error = `${failure.name}: ${failure.message}`;
      sendError(response, failure);
    }
    if (!call) return;
    const entry = { ...call, at, milliseconds: Date.now() - at, ...(error === undefined ? {} : { error }) };
    calls.add(entry);
    options.onCall?.(entry);
  }

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE }, (incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  const port = await listen(server, { port: options.port ?? 0, setting: 'DATA_API_PORT' });
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    calls,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      transactions.close();
      await connections.close();
    },
  };
}

function checkResource(request: Request, { resourceArn, secretArn, secrets }: DataApiOptions): void {
  if (request.resourceArn !== resourceArn) {
    throw new DataApiError(
      'HttpEndpointNotEnabledException',
      `HttpEndpoint is not enabled for resource ${request.resourceArn}`,
    );
  }
  if (request.secretArn !== secretArn && secrets?.has(request.secretArn) !== true) {
    throw new DataApiError('SecretsErrorException', "Secrets Manager can't find the specified secret.");
  }
}

function describe(request: Request, transactions: Transactions): CallRequest {
  const transactionId = 'transactionId' in request ? request.transactionId : undefined;
  const database = request.database ?? (transactionId && transactions.databaseOf(transactionId));
  return {
    operation: request.operation,
    secretArn: request.secretArn,
    ...(database === undefined ? {} : { database }),
    ...('sql' in request ? { sql: request.sql } : {}),
    ...(transactionId === undefined ? {} : { transactionId }),
  };
}

function asDataApiError(thrown: unknown): DataApiError {
  if (thrown instanceof DataApiError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new DataApiError('InternalServerErrorException', message, { cause: thrown });
}
