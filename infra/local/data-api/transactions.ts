import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Callback, Connections, Target } from './connections.ts';
import { DataApiError, fromPostgres } from './errors.ts';

interface Transaction {
  client: pg.PoolClient;
  target: Target;
  isBusy: boolean;
  idle?: NodeJS.Timeout;
}

/** The open transactions, each with its own connection. */
export class Transactions {
  readonly #open = new Map<string, Transaction>();
  readonly #connections: Connections;
  readonly #idleTimeout: number;

  /** @param idleTimeout milliseconds without a call, after which a transaction is rolled back. */
  constructor(connections: Connections, idleTimeout: number) {
    this.#connections = connections;
    this.#idleTimeout = idleTimeout;
  }

  databaseOf(id: string): string | undefined {
    return this.#open.get(id)?.target.database;
  }

  /** @returns the new transaction's id. */
  async begin({ database, secretArn }: Target): Promise<string> {
    const target = { database, secretArn };
    const client = await this.#connections.borrow(target);
    try {
      await client.query('begin');
    } catch (error) {
      await this.#connections.release(client);
      throw fromPostgres(error);
    }
    const id = randomBytes(96).toString('base64');
    const transaction: Transaction = { client, target, isBusy: false };
    this.#open.set(id, transaction);
    this.#startIdling(id, transaction);
    return id;
  }

  /**
   * Runs a callback in a transaction. When it fails after its statement ran, the transaction fails too.
   *
   * @throws TransactionNotFoundException; DatabaseErrorException while another call runs in it.
   */
  async use<T>(id: string, { database, secretArn }: Target, callback: Callback<T>): Promise<T> {
    const transaction = this.#find(id);
    if (database !== undefined && database !== transaction.target.database) {
      throw new DataApiError('BadRequestException', 'Database name is not the same as transaction');
    }
    if (secretArn !== transaction.target.secretArn) {
      throw new DataApiError('BadRequestException', 'Secret is not the same as transaction');
    }
    this.#occupy(transaction);
    let kept: Promise<unknown> | undefined;
    try {
      return await callback(transaction.client, (until) => {
        kept = until;
      });
    } catch (error) {
      const failed = fail(transaction.client);
      // A statement that is still running fails later; otherwise the transaction has failed before the response is
      // sent.
      if (!kept) await failed;
      throw error;
    } finally {
      const free = (): void => this.#startIdling(id, transaction);
      if (kept) void kept.then(free, free);
      else free();
    }
  }

  /**
   * Ends a transaction. To commit a failed one rolls it back without an error, as in PostgreSQL.
   *
   * @throws TransactionNotFoundException; DatabaseErrorException while a call runs in it, or when the commit fails.
   */
  async end(id: string, command: 'commit' | 'rollback'): Promise<void> {
    const transaction = this.#find(id);
    this.#occupy(transaction);
    this.#open.delete(id);
    try {
      await this.#connections.useLast(transaction.client, (client) => client.query(command));
    } catch (error) {
      throw fromPostgres(error);
    }
  }

  /** Drops all transactions: closing their connections rolls them back. */
  close(): void {
    for (const { idle } of this.#open.values()) clearTimeout(idle);
    this.#open.clear();
  }

  #find(id: string): Transaction {
    const transaction = this.#open.get(id);
    if (transaction) return transaction;
    throw new DataApiError('TransactionNotFoundException', `Transaction ${id} is not found`);
  }

  #occupy(transaction: Transaction): void {
    if (transaction.isBusy)
      throw new DataApiError('DatabaseErrorException', 'Transaction is still running a query');
    transaction.isBusy = true;
    clearTimeout(transaction.idle);
  }

  #startIdling(id: string, transaction: Transaction): void {
    transaction.isBusy = false;
    if (!this.#open.has(id)) return;
    transaction.idle = setTimeout(() => {
      this.end(id, 'rollback').catch(() => undefined);
    }, this.#idleTimeout).unref();
  }
}

/**
 * Puts a transaction in PostgreSQL's failed state (25P02). A result that could not be sent fails it like any other
 * error: nothing of it may be committed.
 */
async function fail(client: pg.ClientBase): Promise<void> {
  if (client.getTransactionStatus() === 'E') return;
  await client
    .query('do $$ begin raise exception using message = $m$failed$m$; end $$')
    .catch(() => undefined);
}
