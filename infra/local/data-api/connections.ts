import pg from 'pg';
import { fromPostgres, unknownDatabase } from './errors.ts';
import { userOf } from './secret.ts';
import type { GetSecret } from './types.ts';

/** Statements and transactions of one user in one database that run concurrently; more of them wait. */
const MAX_CONNECTIONS = 150;

/**
 * A function that is lent a connection.
 *
 * @param keep keeps the connection out of the pool until the promise, which must not reject, has settled.
 */
export type Callback<T> = (client: pg.ClientBase, keep: (until: Promise<unknown>) => void) => Promise<T>;

/** The PostgreSQL connection strings, by the database name in calls. */
type Databases = Readonly<Record<string, string>>;

/** The database and user of a call. */
export interface Target {
  /** The name in the call; by default, PostgreSQL's own default. */
  database?: string | undefined;
  secretArn: string;
}

/** Connections to the databases, each lent to one caller at a time. */
export class Connections {
  readonly #databases: Databases;
  readonly #getSecret: GetSecret;
  readonly #statementTimeout: number;
  /** By connection string: a user whose password changes gets new connections. */
  readonly #pools = new Map<string, pg.Pool>();
  readonly #lent = new Set<pg.PoolClient>();

  /** @param getSecret finds the secret of any user but the one in the connection strings. */
  constructor(databases: Databases, getSecret: GetSecret, statementTimeout: number) {
    this.#databases = databases;
    this.#getSecret = getSecret;
    this.#statementTimeout = statementTimeout;
  }

  /** Lends a connection outside any transaction, and resets its session afterwards. */
  async use<T>(target: Target, callback: Callback<T>): Promise<T> {
    const client = await this.borrow(target);
    let until: Promise<unknown> = Promise.resolve();
    try {
      return await callback(client, (promise) => {
        until = promise;
      });
    } finally {
      void until.then(() => this.release(client));
    }
  }

  /** Does the same for a callback that sends one statement, and sends it immediately. */
  async useOnce<T>(target: Target, callback: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.useLast(await this.borrow(target), callback);
  }

  /** Sends the last statement of a session, together with the command that resets the session. */
  useLast<T>(client: pg.PoolClient, callback: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const { stream } = client.connection;
    stream.cork();
    const result = callback(client);
    void this.release(client, result);
    stream.uncork();
    return result;
  }

  /** @throws DataApiError when there is no such database or the user cannot connect to it. */
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
   * Takes a connection back and discards its session: settings, temporary tables, open transactions.
   *
   * @param until settles when the connection is no longer used.
   */
  async release(client: pg.PoolClient, until?: Promise<unknown>): Promise<void> {
    const [{ status }] = await Promise.allSettled([client.query('discard all'), until]);
    if (this.#lent.delete(client)) client.release(status === 'rejected');
  }

  /** Closes all connections, even those that are running a statement. */
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
    // Statements are sent without waiting for earlier results, so that several go out in one write.
    pipeline: true,
    statement_timeout: statementTimeout,
    options: '-c timezone=UTC -c datestyle=ISO -c bytea_output=hex',
  });
  // A lost connection fails the statement that uses it; without a listener, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
