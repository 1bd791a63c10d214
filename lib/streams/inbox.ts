import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlledTransaction, Kysely } from 'kysely';
import { DatabaseUnavailableError } from '../db/errors.ts';
import { areGiven, forgetMessages, type InboxRow, takeMessages } from '../db/queries/inbox.ts';
import type { UserDataTables } from '../db/tables.ts';
import { commit, rollBack } from '../db/transaction.ts';
import type { ResponseChunks } from '../http/middleware/stream.ts';

type Db = Kysely<UserDataTables>;
type Transaction = ControlledTransaction<UserDataTables>;

export async function* emptyInboxResponse(): ResponseChunks {
  yield '{"inboxMessages":[]}';
}

/**
 * The JSON of a user's messages, which are removed with it. That they are given is committed last: until then
 * every fault leaves the messages where they were. The last page leaves only after the commit, so that no client
 * takes an answer for whole whose messages it will be given again. They are forgotten when the answer has been
 * sent: when the process dies in between, they are given again once it is certain that it has. A client that
 * hangs up is not noticed here, on Lambda as elsewhere: what it was sent counts as given.
 */
export async function* inboxResponse(db: Db, userId: string): ResponseChunks {
  const { transaction, firstPage } = await takeFirstPage(db, userId);
  let isSettled = false;
  try {
    let json = `{"inboxMessages":[${firstPage.map(messageJson).join(',')}`;
    for (let page = firstPage; page.at(-1)?.more === true; ) {
      yield json;
      page = await takeMessages(transaction, userId);
      json = page.map((row) => `,${messageJson(row)}`).join('');
    }
    isSettled = true;
    await commitTaking(db, userId, transaction, firstPage);
    yield `${json}]}`;
    const given = firstPage[0]?.given;
    if (given !== undefined) return () => forget(db, userId, given);
  } finally {
    if (!isSettled) await rollBack(transaction);
  }
}

const messageJson = ({ id, encryptedMessage }: InboxRow) =>
  `{"id":"${id}","encryptedMessage":${encryptedMessage}}`;

/** Milliseconds between two tries: a database that starts anew is waited for. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000];

/** What could not be forgotten is given once more: so every failure is tried again, one that does not pass, too. */
async function forget(db: Db, userId: string, given: string): Promise<void> {
  for (const pause of PAUSES) {
    try {
      return await forgetMessages(db, userId, given);
    } catch {
      await sleep(pause);
    }
  }
  await forgetMessages(db, userId, given);
}

const ATTEMPTS = 3;

/** Nothing has been sent yet, so a transaction that failed is started anew, whole. */
async function takeFirstPage(db: Db, userId: string) {
  for (let attempt = 1; ; attempt += 1) {
    const transaction = await db.startTransaction().execute();
    try {
      return { transaction, firstPage: await takeMessages(transaction, userId) };
    } catch (error) {
      await rollBack(transaction);
      if (!(error instanceof DatabaseUnavailableError) || attempt === ATTEMPTS) throw error;
    }
  }
}

/**
 * Commits, and refuses to go on when that is not certain. If it turns out to have been committed, the messages are
 * given later: they are marked, and nobody has forgotten them.
 *
 * @throws DatabaseUnavailableError
 */
async function commitTaking(
  db: Db,
  userId: string,
  transaction: Transaction,
  [first]: readonly InboxRow[],
): Promise<void> {
  if (first === undefined) return rollBack(transaction);
  const mark = { number: first.transactionNumber, areRowsThere: areGiven(userId, first.given) };
  if (!(await commit(db, transaction, mark))) {
    throw new DatabaseUnavailableError(1, new Error('The inbox could not be emptied.'));
  }
}
