import type { ControlledTransaction, Kysely } from 'kysely';
import { DatabaseUnavailableError } from '../db/errors.ts';
import { hasAnyMessage, type InboxRow, takeMessages } from '../db/queries/inbox.ts';
import type { UserDataTables } from '../db/tables.ts';
import { commit, rollBack } from '../db/transaction.ts';
import type { Pieces } from '../http/middleware/stream.ts';

type Db = Kysely<UserDataTables>;
type Transaction = ControlledTransaction<UserDataTables>;

export async function* emptyInboxAnswer(): Pieces {
  yield '{"inboxMessages":[]}';
}

/**
 * The JSON of a user's messages, which are removed with it. The removal is committed last: until then every
 * fault, a client that hangs up among them, leaves the messages where they were. The JSON ends only after
 * the commit, so that no client takes an answer for whole whose messages it will be given again.
 */
export async function* inboxAnswer(db: Db, userId: string): Pieces {
  const { transaction, firstPage } = await takeFirstPage(db, userId);
  try {
    yield '{"inboxMessages":[';
    yield firstPage.map(messageJson).join(',');
    for (let page = firstPage; page.at(-1)?.more === true; ) {
      page = await takeMessages(transaction, userId);
      yield page.map((row) => `,${messageJson(row)}`).join('');
    }
    await commitTaking(db, transaction, firstPage);
  } finally {
    if (!transaction.isCommitted && !transaction.isRolledBack) await rollBack(transaction);
  }
  yield ']}';
}

const messageJson = ({ id, encryptedMessage }: InboxRow) =>
  `{"id":"${id}","encryptedMessage":${encryptedMessage}}`;

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
 * Commits, unless it is certain that the messages stay in the inbox. Where nothing can be found out they are
 * given: once too often is better than never.
 */
async function commitTaking(db: Db, transaction: Transaction, taken: readonly InboxRow[]): Promise<void> {
  const outcome = await commit(transaction);
  const isKept =
    outcome === 'rolled-back' ||
    (outcome === 'ended' &&
      (await areStillThere(
        db,
        taken.map(({ id }) => id),
      )));
  if (isKept) throw new DatabaseUnavailableError(1, new Error('The inbox could not be emptied.'));
}

async function areStillThere(db: Db, ids: readonly string[]): Promise<boolean> {
  try {
    return await hasAnyMessage(db, ids);
  } catch {
    return false;
  }
}
