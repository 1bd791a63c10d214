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

/** Characters after which no further page is taken; the rest is left for the next poll. */
const MAX_LENGTH = 100 * 1024 * 1024;

export async function* emptyInboxResponse(): ResponseChunks {
  yield '{"inboxMessages":[]}';
}

/**
 * The JSON of a user's messages, which this also removes. Each page is marked as delivered in a statement of its own
 * before it is sent, so no lock outlives that statement, however slowly the client reads. If the response fails, the
 * messages are returned to the inbox. Otherwise they are deleted once the response has been sent. If the process dies
 * in between, they are delivered again after the longest time for which it could still have been running. A client that
 * disconnects is not noticed, on Lambda as elsewhere: messages sent to it count as delivered.
 *
 * @param newDigest of the password, stored when the messages are deleted; if undefined, none is stored.
 */
export async function* inboxResponse(db: Db, userId: string, newDigest: string | undefined): ResponseChunks {
  const pageIds: string[] = [];
  const delivered: GivenMessages[] = [];
  const takePage = async () => {
    const page = randomUUID();
    pageIds.push(page);
    const messages = await takeMessages(db, userId, page);
    for (const time of new Set(messages.map((message) => message.given)))
      delivered.push({ page, given: time });
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
    if (delivered.length > 0) return () => forget(db, userId, delivered, newDigest);
  } finally {
    if (!isWhole) await putBack(db, userId, pageIds);
  }
}

const messageJson = ({ id, encryptedMessage }: InboxRow) =>
  `{"id":"${id}","encryptedMessage":${encryptedMessage}}`;

/** Milliseconds between attempts, in total long enough for a database to restart. */
const RETRY_DELAYS = [500, 1_000, 2_000, 4_000, 8_000];

/** Deletes delivered messages. Any error is retried, even a permanent one, because messages left over are delivered again. */
async function forget(
  db: Db,
  userId: string,
  delivered: readonly GivenMessages[],
  newDigest: string | undefined,
): Promise<void> {
  for (const delay of RETRY_DELAYS) {
    try {
      return await forgetMessages(db, userId, delivered, newDigest);
    } catch {
      await sleep(delay);
    }
  }
  await forgetMessages(db, userId, delivered, newDigest);
}

/** Returns messages to the inbox. If that fails, they are delivered again later, as if the process had died. */
async function putBack(db: Db, userId: string, pageIds: readonly string[]): Promise<void> {
  await returnMessages(db, userId, pageIds).catch(() => undefined);
}
