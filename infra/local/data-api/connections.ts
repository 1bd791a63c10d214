import pg from 'pg';
import { fromPostgres, unknownDatabase } from './errors.ts';
import { userOf } from './secret.ts';
import type { GetSecret } from './types.ts';

/** Statements and transactions of one user in one database that run at the same time; more wait. */
const MAX_CONNECTIONS = 150;

/**
 * A piece of work with a connection.
 *
 * @param keep holds the connection back until something that outlasts the response has ended; it must not fail.
 */
export type Work<T> = (client: pg.ClientBase, keep: (until: Promise<unknown>) => void) => Promise<T>;

/** The PostgreSQL connection strings, by the database name that calls carry. */
type Databases = Readonly<Record<string, string>>;

/** Where a call works, and as whom. */
export interface Target {
  /** The name in the call; PostgreSQL's own default when it has none. */
  database?: string | undefined;
  secretArn: string;
}

/** Connections to the databases, lent out one piece of work at a time. */
export class Connections {
  readonly #databases: Databases;
  readonly #getSecret: GetSecret;
  readonly #statementTimeout: number;
  /** By connection string: a user whose password changes gets connections anew. */
  readonly #pools = new Map<string, pg.Pool>();
  readonly #lent = new Set<pg.PoolClient>();

  /** @param getSecret finds users other than the one that the connection strings name. */
  constructor(databases: Databases, getSecret: GetSecret, statementTimeout: number) {
    this.#databases = databases;
    this.#getSecret = getSecret;
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
      void until.then(() => this.release(client));
    }
  }

  /** The same for work that sends one statement, at once. */
  async useOnce<T>(target: Target, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.useLast(await this.borrow(target), work);
  }

  /** Sends the last statement of a session: the order to forget all that the session held goes out with it. */
  useLast<T>(client: pg.PoolClient, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const { stream } = client.connection;
    stream.cork();
    const result = work(client);
    void this.release(client, result);
    stream.uncork();
    return result;
  }

  /** @throws DataApiError when there is no such database or no way to it for the user. */
  async borrow(target: Target): Promise<pg.PoolClient> {
    const pool = this.#pool(await this.#connectionString(target));
    try {
      const client = await pool.connect();
      this.#lent.add(client);
      return client;
    } catch (error) {
      throw fromPostgres(error);
    }
  }

  async #connectionString({ database = 'postgres', secretArn }: Target): Promise<string> {
    const url = this.#databases[database];
    if (url === undefined) throw unknownDatabase(`database "${database}" does not exist`);
    const secret = await this.#getSecret(secretArn);
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

  /**
   * Takes a connection back, and with it all that the session held: settings, temporary tables, open transactions.
   *
   * @param until when nobody works with it any more.
   */
  async release(client: pg.PoolClient, until?: Promise<unknown>): Promise<void> {
    const [{ status }] = await Promise.allSettled([client.query('discard all'), until]);
    if (this.#lent.delete(client)) client.release(status === 'rejected');
  }

  /** Closes all connections, those that still run a statement too. */
  async close(): Promise<void> {
    for (const client of this.#lent) {
      client.connection.stream.destroy();
      client.release(true);
    }
    this.#lent.clear();
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
  }
}

function createPool(url: string, statementTimeout: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    // Statements go out as they are given, so that several may leave in one write.
    pipeline: true,
    statement_timeout: statementTimeout,
    options: '-c timezone=UTC -c datestyle=ISO -c bytea_output=hex',
  });
  // A lost connection shows in the statement that meets it; unheard, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
