import type pg from 'pg';
import { bind } from './bind.ts';
import type { Connections, Work } from './connections.ts';
import type { ExecuteStatement, Request } from './requests.ts';
import { responseOf, run, runOn } from './statement.ts';
import type { Transactions } from './transactions.ts';

type Response = Record<string, unknown>;
type BatchExecuteStatement = Extract<Request, { operation: 'BatchExecuteStatement' }>;

/** What the operations work with. */
export interface Engine {
  connections: Connections;
  transactions: Transactions;
  /** Milliseconds. */
  statementTimeout: number;
}

/**
 * Carries a request out.
 *
 * @returns the response's JSON.
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
  const runIt = async (client: pg.ClientBase) => responseOf(client, await run(client, bound), request);
  return request.transactionId === undefined
    ? engine.connections.useOnce(request, runIt)
    : engine.transactions.use(request.transactionId, request, runIt);
}

/**
 * Outside a transaction each set is committed by itself: when one fails, those before it stay. Without a set the
 * statement does not run at all.
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
  work: Work<Response>,
): Promise<Response> {
  const { transactionId } = request;
  return transactionId === undefined
    ? connections.use(request, work)
    : transactions.use(transactionId, request, work);
}
