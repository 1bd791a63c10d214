import type pg from 'pg';
import { bind } from './bind.ts';
import type { Callback, Connections } from './connections.ts';
import type { ExecuteStatement, Request } from './requests.ts';
import { responseOf, run, runOn } from './statement.ts';
import type { Transactions } from './transactions.ts';

type Response = Record<string, unknown>;
type BatchExecuteStatement = Extract<Request, { operation: 'BatchExecuteStatement' }>;

/** The dependencies of the operations. */
export interface Engine {
  connections: Connections;
  transactions: Transactions;
  /** Milliseconds. */
  statementTimeout: number;
}

/**
 * Performs a request.
 *
 * @returns the body of the response.
 * @throws DataApiError
 */
export async function perform(engine: Engine, request: Request): Promise<Response> {
  const { transactions } = engine;
  switch (request.operation) {
    case 'ExecuteStatement':
      return execute(engine, request);
    case 'BatchExecuteStatement':
      return executeBatch(engine, request);
    case 'BeginTransaction':
      return { transactionId: await transactions.begin(request) };
    case 'CommitTransaction':
      await transactions.end(request.transactionId, 'commit');
      return { transactionStatus: 'Transaction Committed' };
    case 'RollbackTransaction':
      await transactions.end(request.transactionId, 'rollback');
      return { transactionStatus: 'Rollback Complete' };
  }
}

async function execute(engine: Engine, request: ExecuteStatement): Promise<Response> {
  const bound = bind(request.sql, request.parameters);
  if (request.continueAfterTimeout) {
    return withConnection(engine, request, async (client, keep) =>
      responseOf(client, await runOn(client, bound, engine.statementTimeout, keep), request),
    );
  }
  const runBound = async (client: pg.ClientBase) => responseOf(client, await run(client, bound), request);
  return request.transactionId === undefined
    ? engine.connections.useOnce(request, runBound)
    : engine.transactions.use(request.transactionId, request, runBound);
}

/**
 * Outside a transaction each set is committed by itself: when one fails, the earlier ones stay committed. With no sets,
 * the statement does not run.
 */
async function executeBatch(engine: Engine, request: BatchExecuteStatement): Promise<Response> {
  const sets = request.parameterSets.map((parameters) => bind(request.sql, parameters));
  return withConnection(engine, request, async (client) => {
    for (const bound of sets) await run(client, bound);
    return { updateResults: sets.map(() => ({ generatedFields: [] })) };
  });
}

function withConnection(
  { connections, transactions }: Engine,
  request: ExecuteStatement | BatchExecuteStatement,
  callback: Callback<Response>,
): Promise<Response> {
  const { transactionId } = request;
  return transactionId === undefined
    ? connections.use(request, callback)
    : transactions.use(transactionId, request, callback);
}
