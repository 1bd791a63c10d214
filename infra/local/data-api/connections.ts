import pg from 'pg';
import { fromPostgres, unknownDatabase } from './errors.ts';
import { userOf } from './secret.ts';
import type { DataApiOptions } from './types.ts';

/** Statements and transactions of one user in one database that run at the same time; more wait. */
const MAX_CONNECTIONS = 150;

/**
 * A piece of work with a connection.
 *
 * @param keep holds the connection back until something that outlasts the answer has ended; it must not fail.
 */
export type Work<T> = (client: pg.ClientBase, keep: (until: Promise<unknown>) => void) => Promise<T>;

/** Where a call works, and as whom. */
export interface Target {
  /** The name in the call; PostgreSQL's own default when it has none. */
  database?: string | undefined;
  secretArn: string;
}

/** Connections to the databases, lent out one piece of work at a time. */
export class Connections {
  readonly #options: Pick<DataApiOptions, 'databases' | 'secrets'>;
  readonly #statementTimeout: number;
  /** By connection string: a user whose password changes gets connections anew. */
  readonly #pools = new Map<string, pg.Pool>();
  readonly #lent = new Set<pg.PoolClient>();

  constructor(options: Pick<DataApiOptions, 'databases' | 'secrets'>, statementTimeout: number) {
    this.#options = options;
    this.#statementTimeout = statementTimeout;
  }

  /** Runs work that is no part of a transaction: whatever it leaves in the session is forgotten. */
  async use<T>(target: Target, work: Work<T>): Promise<T> {
    const client = await this.borrow(target);
    let until: Promise<unknown> = Promise.resolve();
    try {
      return await work(client, (promise) => {
        until = promise;
      });
    } finally {
      void until.then(() => this.refund(client));
    }
  }

  /** @throws DataApiError when there is no such database or no way to it for the user. */
  async borrow(target: Target): Promise<pg.PoolClient> {
    const pool = this.#pool(this.#connectionString(target));
    try {
      const client = await pool.connect();
      this.#lent.add(client);
      return client;
    } catch (error) {
      throw fromPostgres(error);
    }
  }

  #connectionString({ database = 'postgres', secretArn }: Target): string {
    const url = this.#options.databases[database];
    if (url === undefined) throw unknownDatabase(`database "${database}" does not exist`);
    const secret = this.#options.secrets?.get(secretArn);
    if (secret === undefined) return url;
    const { username, password } = userOf(secret);
    const ofUser = new URL(url);
    ofUser.username = encodeURIComponent(username);
    ofUser.password = encodeURIComponent(password);
    return ofUser.href;
  }

  #pool(connectionString: string): pg.Pool {
    const pool = this.#pools.get(connectionString) ?? createPool(connectionString, this.#statementTimeout);
    this.#pools.set(connectionString, pool);
    return pool;
  }

  /** Takes a connection back, and with it all that the session held: settings, temporary tables, open transactions. */
  async refund(client: pg.PoolClient): Promise<void> {
    const clean = await client.query('discard all').then(
      () => true,
      () => false,
    );
    if (this.#lent.delete(client)) client.release(!clean);
  }

  /** Closes all connections, those that still run a statement too. */
  async close(): Promise<void> {
    for (const client of this.#lent) client.release(true);
    this.#lent.clear();
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
  }
}

function createPool(url: string, statementTimeout: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    statement_timeout: statementTimeout,
    options: '-c timezone=UTC -c datestyle=ISO -c bytea_output=hex',
  });
  // A lost connection shows in the statement that meets it; unheard, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
