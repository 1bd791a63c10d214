import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { DatabaseError, DatabaseTimeoutError } from '../errors.ts';
import { type IndexState, inspectIndexes, type NewIndex } from './index-state.ts';
import { withLockTimeout } from './lock-timeout.ts';
import { oldestTransaction } from './oldest-transaction.ts';

/** Bytes of a table for which an index is built within some hundredths of a second. */
const SMALL_TABLE = 4 * 1024 * 1024;

/** How often an index is built anew that was left invalid. */
const BUILDS = 5;

/** Milliseconds between two looks at an index that is being built. */
const POLL_INTERVAL = 1_000;
const LOG_INTERVAL = 60_000;

const IN_A_TRANSACTION = '25001';

/**
 * Creates the indexes that don't exist. On a large table they are built concurrently: nobody waits, and it takes as long
 * as it takes. PostgreSQL goes on when the call times out and when the process that sent it is gone; the next run waits
 * for what is being built, and builds anew what was cut off.
 *
 * @throws Error with the reason; at the deadline, with the progress.
 */
export async function createIndexes(db: Kysely<unknown>, ...indexes: readonly NewIndex[]): Promise<void> {
  const states = await inspectIndexes(db, indexes);
  const missing = indexes.filter(({ name }) => states.find((state) => state.name === name)?.isValid !== true);
  const isQuick = ({ name }: NewIndex) =>
    states.some((state) => state.name === name && state.isValid === null && isSmall(state));
  const quick = missing.filter(isQuick);
  if (quick.length > 0) await withLockTimeout(db, ...quick.map((index) => statement(index, sql``)));
  for (const index of missing) if (!quick.includes(index)) await build(db, index);
}

const isSmall = ({ progress, tableBytes }: IndexState) => progress === null && tableBytes <= SMALL_TABLE;

const statement = ({ name, table, isUnique = false, on }: NewIndex, how: RawBuilder<unknown>) =>
  sql`create ${isUnique ? sql`unique ` : sql``}index ${how}if not exists ${sql.ref(name)} on ${sql.table(table)} ${sql.raw(on)}`;

/** Builds an index concurrently, until it is valid. */
async function build(db: Kysely<unknown>, index: NewIndex): Promise<void> {
  let builds = 0;
  for (const look = watch(db, index); ; ) {
    const { isValid, progress } = await look();
    if (isValid === true) return;
    if (progress !== null) await sleep(POLL_INTERVAL);
    else if (isValid === false)
      await send(db, index, sql`drop index concurrently if exists ${sql.ref(index.name)}`);
    else if (builds === BUILDS) {
      throw new Error(`${index.name} was left invalid ${BUILDS} times; the database's log says why.`);
    } else {
      builds += 1;
      await send(db, index, statement(index, sql`concurrently `));
    }
  }
}

/** Looks at one index, and logs its progress every minute. */
function watch(
  db: Kysely<unknown>,
  index: NewIndex,
): () => Promise<Pick<IndexState, 'isValid' | 'progress'>> {
  let progress: string | null = null;
  let logged = Date.now();
  return async () => {
    try {
      const [state] = await inspectIndexes(db, [index]);
      if (state === undefined) throw new Error('PostgreSQL did not return the state of an index.');
      ({ progress } = state);
      if (progress !== null && Date.now() - logged > LOG_INTERVAL) {
        logged = Date.now();
        console.info({ message: `Building ${index.name}: ${progress}. ${await oldestTransaction(db)}` });
      }
      return state;
    } catch (error) {
      if (!(error instanceof DatabaseTimeoutError)) throw error;
      const so = progress === null ? '' : ` (${progress})`;
      const message = `${index.name} is still being built${so}, and goes on by itself. Run the migrations again.`;
      throw new Error(message, { cause: error });
    }
  };
}

/** Sends a statement that may go on after the call has timed out. */
async function send(db: Kysely<unknown>, index: NewIndex, sent: RawBuilder<unknown>): Promise<void> {
  try {
    await sent.execute(db);
  } catch (error) {
    if (error instanceof DatabaseTimeoutError) return;
    if (error instanceof DatabaseError && error.sqlState === IN_A_TRANSACTION) {
      const message = `${index.table} is too large to be locked while an index is built. Run this outside a transaction, then the migrations again: ${sent.compile(db).sql}`;
      throw new Error(message, { cause: error });
    }
    throw error;
  }
}
