import {
  BeginTransactionCommand,
  type BeginTransactionCommandInput,
  type BeginTransactionCommandOutput,
  CommitTransactionCommand,
  type CommitTransactionCommandInput,
  type CommitTransactionCommandOutput,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  type ExecuteStatementCommandOutput,
  RDSDataClient,
  RollbackTransactionCommand,
  type RollbackTransactionCommandInput,
  type RollbackTransactionCommandOutput,
} from '@aws-sdk/client-rds-data';
import { currentInvocation } from '../invocation.ts';
import { sdkRequestHandler } from '../sdk-request-handler.ts';
import { DatabaseError } from './errors.ts';
import { observedCall } from './observed-call.ts';
import { type RetryDeadlines, withRetries } from './retry.ts';

/**
 * The SDK's retries are off, because it does not know which calls are safe to repeat; retry.ts does. A statement ends
 * after 45 s; a response that has not arrived soon after has been lost.
 */
const client = new RDSDataClient({
  maxAttempts: 1,
  requestHandler: sdkRequestHandler(50_000),
});

/**
 * The Data API as kysely-data-api calls it, for one request: counts calls, waits for a resuming cluster, and knows which
 * transactions have ended, because kysely-data-api keeps sending their ids.
 */
export class DataApi {
  /** Number of calls; a call with retries counts once. */
  calls = 0;
  /** Number of times that a call was sent again after a failure. */
  retries = 0;
  /** Number of calls that waited for a resuming cluster. */
  resumes = 0;
  /** Kept, because the later pages of a response are made outside its context: when its client has read. */
  readonly #invocation = currentInvocation();
  readonly #deadlines: RetryDeadlines;
  readonly #endedTransactions = new Set<string>();

  constructor(deadlines: RetryDeadlines) {
    this.#deadlines = deadlines;
  }

  /** Every write outside a transaction is safe to send again. */
  executeStatement(input: ExecuteStatementCommandInput): Promise<ExecuteStatementCommandOutput> {
    const { transactionId, ...statement } = input;
    const isInTransaction = transactionId !== undefined && !this.#endedTransactions.has(transactionId);
    const sent = isInTransaction ? input : statement;
    return this.#call(
      'ExecuteStatement',
      (options) => client.send(new ExecuteStatementCommand(sent), options),
      !isInTransaction,
    );
  }

  /** If the response is lost, the transaction is not used and ends by itself. */
  beginTransaction(input: BeginTransactionCommandInput): Promise<BeginTransactionCommandOutput> {
    return this.#call(
      'BeginTransaction',
      (options) => client.send(new BeginTransactionCommand(input), options),
      true,
    );
  }

  commitTransaction(input: CommitTransactionCommandInput): Promise<CommitTransactionCommandOutput> {
    this.#end(input.transactionId);
    return this.#call(
      'CommitTransaction',
      (options) => client.send(new CommitTransactionCommand(input), options),
      false,
    );
  }

  /** A transaction that no longer exists has ended, perhaps by an earlier attempt, and needs no rollback. */
  async rollbackTransaction(
    input: RollbackTransactionCommandInput,
  ): Promise<RollbackTransactionCommandOutput> {
    this.#end(input.transactionId);
    try {
      return await this.#call(
        'RollbackTransaction',
        (options) => client.send(new RollbackTransactionCommand(input), options),
        true,
      );
    } catch (error) {
      if (error instanceof DatabaseError && error.name === 'TransactionNotFoundException')
        return { $metadata: {} };
      throw error;
    }
  }

  #end(transactionId: string | undefined): void {
    if (transactionId !== undefined) this.#endedTransactions.add(transactionId);
  }

  #call<Output extends { $metadata: { requestId?: string | undefined } }>(
    operation: string,
    send: (options: { abortSignal: AbortSignal }) => Promise<Output>,
    isRepeatable: boolean,
  ): Promise<Output> {
    this.calls += 1;
    return observedCall(operation, this, this.#invocation, (onFailure) =>
      withRetries(send, this.#deadlines, isRepeatable, onFailure),
    );
  }
}
