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
import { DatabaseError } from './errors.ts';
import { type RetryDeadlines, withRetries } from './retry.ts';

/**
 * Repeating is decided in one place, deadlines.ts: the SDK's own repeats don't know which calls may be. A
 * statement ends after 45 s; an answer that is not there by then has got lost.
 */
const client = new RDSDataClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 50_000, throwOnRequestTimeout: true },
});

/**
 * The Data API as kysely-data-api calls it, for the length of one request: counts calls, waits for a
 * resuming cluster, and knows which transactions have ended (kysely-data-api goes on sending their ids).
 */
export class DataApi {
  /** Calls so far; one that was resent counts once. */
  calls = 0;
  readonly #deadlines: RetryDeadlines;
  readonly #endedTransactions = new Set<string>();

  constructor(deadlines: RetryDeadlines) {
    this.#deadlines = deadlines;
  }

  /** Every write outside a transaction is safe to send again. */
  executeStatement(input: ExecuteStatementCommandInput): Promise<ExecuteStatementCommandOutput> {
    const { transactionId, ...statement } = input;
    if (transactionId === undefined || this.#endedTransactions.has(transactionId)) {
      return this.#call((options) => client.send(new ExecuteStatementCommand(statement), options), true);
    }
    return this.#call((options) => client.send(new ExecuteStatementCommand(input), options), false);
  }

  /** A begin whose answer was lost leaves a transaction that nobody uses; it ends by itself. */
  beginTransaction(input: BeginTransactionCommandInput): Promise<BeginTransactionCommandOutput> {
    return this.#call((options) => client.send(new BeginTransactionCommand(input), options), true);
  }

  commitTransaction(input: CommitTransactionCommandInput): Promise<CommitTransactionCommandOutput> {
    this.#end(input.transactionId);
    return this.#call((options) => client.send(new CommitTransactionCommand(input), options), false);
  }

  /** A transaction that is no longer there, because it ended or this very call did it, needs no rolling back. */
  async rollbackTransaction(
    input: RollbackTransactionCommandInput,
  ): Promise<RollbackTransactionCommandOutput> {
    this.#end(input.transactionId);
    try {
      return await this.#call((options) => client.send(new RollbackTransactionCommand(input), options), true);
    } catch (error) {
      if (error instanceof DatabaseError && error.name === 'TransactionNotFoundException')
        return { $metadata: {} };
      throw error;
    }
  }

  #end(transactionId: string | undefined): void {
    if (transactionId !== undefined) this.#endedTransactions.add(transactionId);
  }

  #call<Output>(send: (options: { abortSignal: AbortSignal }) => Promise<Output>, repeatable: boolean) {
    this.calls += 1;
    return withRetries(send, this.#deadlines, repeatable);
  }
}
