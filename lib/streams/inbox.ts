import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import {
  forgetMessages,
  type GivenMessages,
  type InboxRow,
  returnMessages,
  takeMessages,
} from '../db/queries/inbox.ts';
import type { UserDataTables } from '../db/tables.ts';
import type { ResponseChunks } from '../http/middleware/stream.ts';

type Db = Kysely<UserDataTables>;

/** Past so many characters no further page is taken: the rest waits for the next poll. */
const MAX_LENGTH = 100 * 1024 * 1024;

export async function* emptyInboxResponse(): ResponseChunks {
  yield '{"inboxMessages":[]}';
}

/**
 * The JSON of a user's messages, which are removed with it. Each page is marked as given, in a statement of its own,
 * before it leaves: no lock outlives that statement, however slowly the client reads. What did not leave whole is put
 * back. What did is removed when the answer has been sent; when the process dies in between, it is given again
 * once it is certain that it has. A client that hangs up is not noticed here, on Lambda as elsewhere: what it
 * was sent counts as given.
 *
 * @param newDigest of the password, stored when the messages are forgotten; undefined stores none.
 */
export async function* inboxResponse(db: Db, userId: string, newDigest: string | undefined): ResponseChunks {
  const pageIds: string[] = [];
  const given: GivenMessages[] = [];
  const takePage = async () => {
    const page = randomUUID();
    pageIds.push(page);
    const messages = await takeMessages(db, userId, page);
    for (const time of new Set(messages.map((message) => message.given))) given.push({ page, given: time });
    return messages;
  };
  let isWhole = false;
  try {
    let page = await takePage();
    let json = `{"inboxMessages":[${page.map(messageJson).join(',')}`;
    for (let length = json.length; page.at(-1)?.more === true && length < MAX_LENGTH; length += json.length) {
      yield json;
      page = await takePage();
      json = page.map((row) => `,${messageJson(row)}`).join('');
    }
    isWhole = true;
    yield `${json}]}`;
    if (given.length > 0) return () => forget(db, userId, given, newDigest);
  } finally {
    if (!isWhole) await putBack(db, userId, pageIds);
  }
}

const messageJson = ({ id, encryptedMessage }: InboxRow) =>
  `{"id":"${id}","encryptedMessage":${encryptedMessage}}`;

/** Milliseconds between two tries: a database that starts anew is waited for. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000];

/** What could not be forgotten is given once more: so every failure is tried again, one that does not pass, too. */
async function forget(
  db: Db,
  userId: string,
  given: readonly GivenMessages[],
  newDigest: string | undefined,
): Promise<void> {
  for (const pause of PAUSES) {
    try {
      return await forgetMessages(db, userId, given, newDigest);
    } catch {
      await sleep(pause);
    }
  }
  await forgetMessages(db, userId, given, newDigest);
}

/** What could not be put back is given once it is certain that nobody is giving it. */
async function putBack(db: Db, userId: string, pageIds: readonly string[]): Promise<void> {
  await returnMessages(db, userId, pageIds).catch(() => undefined);
}
