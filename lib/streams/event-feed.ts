import type { Kysely } from 'kysely';
import {
  type FeedEvent,
  type FeedPage,
  type Following,
  selectFirstFeedPage,
  selectNextFeedPage,
} from '../db/queries/feed.ts';
import type { UserDataTables } from '../db/tables.ts';
import type { ResponseChunks } from '../http/middleware/stream.ts';

const MIB = 1024 * 1024;
/** Maximum bytes of events, leaving room for the rejected secrets after them. */
const MAX_BYTES = 100 * MIB - 64 * 1024;

const FIRST_PAGE_ROWS = 250;
const MIN_ROWS = 50;
const MAX_ROWS = 2_000;

/**
 * The JSON of a feed. Past 100 MiB it stops between two time stamps, so that the client's newest one is the `since` that
 * returns the rest. Nothing is sent before the first page has been read.
 */
export async function* feedResponse(
  db: Kysely<UserDataTables>,
  followings: readonly Following[],
): ResponseChunks {
  const invalidFollowSecrets: string[] = [];
  const opening = '{"events":[';
  let bytes = 0;
  for await (const events of simultaneousEvents(db, followings, invalidFollowSecrets)) {
    const json = events.map(eventJson).join(',');
    if (bytes > 0 && bytes + json.length + 1 > MAX_BYTES) break;
    yield (bytes > 0 ? ',' : opening) + json;
    bytes += json.length + 1;
  }
  yield `${bytes > 0 ? '' : opening}],"invalidFollowSecrets":${JSON.stringify(invalidFollowSecrets)}}`;
}

const eventJson = ({ userId, eventId, timestamp, payload, iv, expiry }: FeedEvent) =>
  JSON.stringify({
    userId,
    eventId,
    timestamp,
    encryptedEventPayload: payload,
    encryptedEventIV: iv,
    expiry,
  });

/** The events, grouped by time stamp. Adds the rejected secrets, which are on the first page, to the list. */
async function* simultaneousEvents(
  db: Kysely<UserDataTables>,
  followings: readonly Following[],
  invalidFollowSecrets: string[],
): AsyncGenerator<FeedEvent[]> {
  let group: FeedEvent[] = [];
  for await (const page of feedPages(db, followings)) {
    invalidFollowSecrets.push(...page.invalidFollowSecrets);
    for (const event of page.events) {
      if (group.length > 0 && group[0]?.timestamp !== event.timestamp) {
        yield group;
        group = [];
      }
      group.push(event);
    }
  }
  if (group.length > 0) yield group;
}

/** All pages. The limit adapts to the size of the events, so that no page reads many rows in vain. */
async function* feedPages(
  db: Kysely<UserDataTables>,
  followings: readonly Following[],
): AsyncGenerator<FeedPage> {
  let limit = FIRST_PAGE_ROWS;
  let page = await selectFirstFeedPage(db, followings, limit);
  yield page;
  while (page.next !== undefined) {
    const count = page.events.length;
    limit = count === limit ? Math.min(limit * 4, MAX_ROWS) : Math.max(Math.ceil(count * 1.1), MIN_ROWS);
    page = await selectNextFeedPage(db, page.next, limit);
    yield page;
  }
}
