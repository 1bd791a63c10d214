import { setTimeout as sleep } from 'node:timers/promises';
import { advisoryLocks } from '../advisory-locks.ts';
import type { DataApi } from '../data-api.ts';

/** Milliseconds between two attempts. */
const RETRY_INTERVAL = 200;

/** Milliseconds between two signs of life. The Data API ends a transaction without any after three minutes. */
const KEEP_ALIVE_INTERVAL = 60_000;

interface Target {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database: string;
}

/**
 * The lock that one run of migrations holds on a database. Outside transactions the Data API has no sessions, so it is a
 * transaction of its own, beside the statements of the migrations, that holds nothing else: neither rows nor a snapshot,
 * which the building of an index would wait for. When the process is killed, the Data API ends the transaction, and with
 * it the lock, within three minutes.
 *
 * A run that loses its lock goes on. What is done twice at once does no harm: every step of a migration may be repeated.
 */
export class MigrationLock {
  readonly #dataApi: DataApi;
  readonly #target: Target;
  #transactionId: string | undefined;
  #keepAlive: NodeJS.Timeout | undefined;

  constructor(dataApi: DataApi, target: Target) {
    this.#dataApi = dataApi;
    this.#target = target;
  }

  /** Waits until no other run holds the lock. A wait inside PostgreSQL would hold a snapshot. */
  async acquire(): Promise<void> {
    const { transactionId } = await this.#dataApi.beginTransaction(this.#target);
    this.#transactionId = transactionId;
    const tryToLock = `select pg_try_advisory_xact_lock(${advisoryLocks.migrations})`;
    while ((await this.#execute(tryToLock))?.booleanValue !== true) await sleep(RETRY_INTERVAL);
    this.#keepAlive = setInterval(() => {
      this.#execute('select 1').catch(() => undefined);
    }, KEEP_ALIVE_INTERVAL);
  }

  /** Releases the lock, also one that was being acquired when an error occurred. */
  async release(): Promise<void> {
    clearInterval(this.#keepAlive);
    if (this.#transactionId === undefined) return;
    const { resourceArn, secretArn } = this.#target;
    const transactionId = this.#transactionId;
    this.#transactionId = undefined;
    // What remains of it ends by itself, and is no reason for a run to fail.
    await this.#dataApi.rollbackTransaction({ resourceArn, secretArn, transactionId }).catch(() => undefined);
  }

  async #execute(sql: string) {
    const { records } = await this.#dataApi.executeStatement({
      ...this.#target,
      transactionId: this.#transactionId,
      sql,
    });
    return records?.[0]?.[0];
  }
}
