import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ControlledTransaction, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import * as census from '../../lib/db/queries/census.ts';
import * as chatAnswers from '../../lib/db/queries/chat-answers.ts';
import * as chatEnds from '../../lib/db/queries/chat-ends.ts';
import * as chatQuestions from '../../lib/db/queries/chat-questions.ts';
import * as chats from '../../lib/db/queries/chats.ts';
import * as credentials from '../../lib/db/queries/credentials.ts';
import * as events from '../../lib/db/queries/events.ts';
import * as feed from '../../lib/db/queries/feed.ts';
import * as followSecrets from '../../lib/db/queries/follow-secrets.ts';
import * as inbox from '../../lib/db/queries/inbox.ts';
import * as purge from '../../lib/db/queries/purge.ts';
import * as rateLimit from '../../lib/db/queries/rate-limit.ts';
import * as sharedItems from '../../lib/db/queries/shared-items.ts';
import * as users from '../../lib/db/queries/users.ts';
import type { RateLimitTables, UserDataTables } from '../../lib/db/tables.ts';
import { holdLock } from '../support/postgres/locks.ts';
import { startTestSystem, type TestSystem } from '../support/system/system.ts';

const USER = randomUUID();
const OTHER = randomUUID();
const EVENT = randomUUID();
const MESSAGE = randomUUID();
const ANSWER = {
  connectionId: 'a-connection',
  answerId: randomUUID(),
  worker: randomUUID(),
  conversation: 1,
  number: 1,
  position: 30,
};
const CHAT = ANSWER.connectionId;
const KEY = 'A'.repeat(64);
const SECRET = 'a secret';
const SINCE = '0001-01-01T00:00:00Z';
const BYTES = Buffer.alloc(16);

type UserData = Kysely<UserDataTables>;
type RateLimit = Kysely<RateLimitTables>;

const event = {
  userId: USER,
  eventId: EVENT,
  encryptedEventPayload: BYTES,
  encryptedEventIV: BYTES,
  expiry: '2099-01-01T00:00:00Z',
};
const message = { id: randomUUID(), toUserId: USER, chunks: [BYTES] };
const published = { encryptionIV: BYTES, rsaPublicKey: BYTES };
const newUser = {
  id: OTHER,
  lookup: 'a lookup',
  hashedPassword: 'A',
  salt: BYTES,
  passwordDigest: undefined,
};
const item = { id: 'another item', userId: USER, payload: BYTES, iv: BYTES, expiry: event.expiry };
const payer = { store: 'Web', key: KEY, formerKeys: [] };
const question = {
  ...ANSWER,
  protocol: 'plain',
  content: 'a question',
  maxAnswers: 50,
  sent: 2,
  awaitsRestart: false,
  behind: undefined,
} as const;
const cursor = {
  timestamp: SINCE,
  userId: USER,
  eventId: EVENT,
  followed: JSON.stringify([{ user_id: USER, since: SINCE, until: 'infinity' }]),
};

/** Every query by its name, as one of its calls. */
const userDataQueries: Readonly<Record<string, (db: UserData) => Promise<unknown>>> = {
  selectCredentials: (db) => credentials.selectCredentials(db, USER),
  selectCredentialsAndInbox: (db) => credentials.selectCredentialsAndInbox(db, USER),
  insertUser: (db) => users.insertUser(db, newUser),
  updateUser: (db) => users.updateUser(db, USER, published, undefined),
  deleteUser: (db) => users.deleteUser(db, USER),
  selectUserParts: (db) => users.selectUserParts(db, users.usersByIds([USER]), users.BEFORE_ALL_USERS),
  upsertEvent: (db) => events.upsertEvent(db, event, '2024-01-01T00:00:00Z', undefined),
  selectFirstFeedPage: (db) =>
    feed.selectFirstFeedPage(db, [{ userId: USER, followSecret: SECRET, since: SINCE }], 250),
  selectNextFeedPage: (db) => feed.selectNextFeedPage(db, cursor, 250),
  insertFollowSecret: (db) => followSecrets.insertFollowSecret(db, USER, 'another secret', undefined),
  deleteFollowSecret: (db) => followSecrets.deleteFollowSecret(db, USER, SECRET, undefined),
  insertMessage: (db) => inbox.insertMessage(db, message),
  takeMessages: (db) => inbox.takeMessages(db, USER, randomUUID()),
  forgetMessages: (db) =>
    inbox.forgetMessages(db, USER, [{ page: MESSAGE, given: '2024-01-01T00:00:00Z' }], undefined),
  returnMessages: (db) => inbox.returnMessages(db, USER, [MESSAGE]),
  insertSharedItem: (db) => sharedItems.insertSharedItem(db, item, undefined),
  selectSharedItem: (db) => sharedItems.selectSharedItem(db, 'an item'),
  insertChat: (db) => chats.insertChat(db, 'another-connection', payer),
  deleteChat: (db) => chats.deleteChat(db, CHAT),
  setAuthenticating: (db) => chats.setAuthenticating(db, CHAT, true),
  setPurchase: (db) => chats.setPurchase(db, CHAT, payer),
  acceptHandshake: (db) => chats.acceptHandshake(db, CHAT),
  selectProtocol: (db) => chats.selectProtocol(db, CHAT),
  requestStop: (db) => chatEnds.requestStop(db, CHAT, 1),
  restartChat: (db) => chatEnds.restartChat(db, CHAT, 1),
  selectIsStopping: (db) => chatEnds.selectIsStopping(db, CHAT),
  selectCensus: census.selectCensus,
  selectIsCutCallLeft: (db) => chatEnds.selectIsCutCallLeft(db, CHAT, '1'),
  beginAnswer: (db) => chatQuestions.beginAnswer(db, question),
  claimAnswer: (db) => chatAnswers.claimAnswer(db, ANSWER),
  keepAnswering: (db) => chatAnswers.keepAnswering(db, ANSWER, true),
  finishAnswer: (db) => chatAnswers.finishAnswer(db, ANSWER, 'an answer'),
  abandonAnswer: (db) => chatAnswers.abandonAnswer(db, ANSWER, false),
  deleteExpiredEvents: purge.deleteExpiredEvents,
  deleteExpiredSharedItems: purge.deleteExpiredSharedItems,
  deleteAbandonedChats: purge.deleteAbandonedChats,
  deleteStaleReceipts: purge.deleteStaleReceipts,
};

const rateLimitQueries: Readonly<Record<string, (db: RateLimit) => Promise<unknown>>> = {
  countCall: (db) => rateLimit.countCall(db, { key: KEY, formerKeys: [] }, randomUUID(), 20),
  refundCall: (db) => rateLimit.refundCall(db, KEY, '2024-01-01T00:00:00Z'),
  deleteIdleRateLimits: purge.deleteIdleRateLimits,
};

/** The README's table: for each query, the tables in which it waits for a changed row, and for a deleted one. */
const documented = new Map(
  [...readFileSync('lib/db/README.md', 'utf8').matchAll(/^\| `([a-z]\w+)` \|([^|]*)\|([^|]*)\|/gm)].map(
    ([, name = '', changed = '', deleted = '']) => {
      const tables = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, table = '']) => table);
      return [name, { changed: tables(changed), deleted: tables(deleted) }];
    },
  ),
);

/** The lock of a row that a statement takes to do this to it. */
const MODES = { changed: 'no key update', deleted: 'update' } as const;

let api: TestSystem;

function open<Tables>({ options }: pg.Pool): Kysely<Tables> {
  const pool = new pg.Pool({ ...options, max: 1 });
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

let userData: UserData;
let rateLimits: RateLimit;
beforeAll(async () => {
  api = await startTestSystem();
  userData = open(api.userData);
  rateLimits = open(api.rateLimit);
  // Of everything a row, old enough to be touched, given again and purged.
  const rows: [string, ...unknown[]][] = [
    [
      `insert into users (id, user_lookup, hashed_password, salt, encryption_iv, rsa_public_key, created, last_accessed)
       values ($1, 'lookup', 'A', '', '', '', now(), now() - interval '2 hours')`,
      USER,
    ],
    [
      `insert into user_events values
         ($1, $2, now(), now() - interval '2 hours', 'infinity', '\\x01', '\\x02'),
         ($1, gen_random_uuid(), now(), now() - interval '2 hours', now(), '\\x01', '\\x02')`,
      USER,
      EVENT,
    ],
    [`insert into user_follow_secrets values (gen_random_uuid(), $1, $2)`, USER, SECRET],
    [
      `insert into user_inbox_items (id, user_id, encrypted_message, given, given_page)
       values ($2, $1, array['\\x01']::bytea[], '2024-01-01T00:00:00Z', $2)`,
      USER,
      MESSAGE,
    ],
    [`insert into user_inbox_receipts values (gen_random_uuid(), $1, now() - interval '2 hours')`, USER],
    [
      `insert into shared_items values
         ('an item', $1, now(), 'infinity', '\\x01', '\\x02'), ('an old item', $1, now(), now(), '\\x01', '\\x02')`,
      USER,
    ],
    [
      `insert into chats (connection_id, created, protocol, store, token_hash, last_position, answer_id, answer_worker)
       values ($1, now() - interval '4 hours', null, 'Web', 'A', 30, $2, $3)`,
      CHAT,
      ANSWER.answerId,
      ANSWER.worker,
    ],
    [`insert into chat_messages select $1, place, 'user', 'text' from generate_series(1, 30) as place`, CHAT],
  ];
  for (const [sql, ...values] of rows) await api.userData.query(sql, values);
  await api.rateLimit.query(
    `insert into rate_limit_consumptions (key, requests) values ($1, array[now() - interval '2 days'])`,
    [KEY],
  );
});
afterAll(async () => {
  await Promise.all([userData.destroy(), rateLimits.destroy()]);
  await api.stop();
});

const USER_DATA_TABLES = [
  'users',
  'user_events',
  'user_follow_secrets',
  'user_inbox_items',
  'user_inbox_receipts',
  'shared_items',
  'chats',
  'chat_messages',
];

/** Runs a query, and undoes it, while somebody else has rows locked. @returns whether it waited. */
async function waits<Tables>(
  pool: pg.Pool,
  db: Kysely<Tables>,
  query: (db: ControlledTransaction<Tables>) => Promise<unknown>,
  locking: readonly string[],
): Promise<boolean> {
  const lock = await holdLock(pool, ...locking);
  const transaction = await db.startTransaction().execute();
  const running = query(transaction);
  try {
    return await Promise.race([running.then(() => false), lock.isWaitedFor().then(() => true)]);
  } finally {
    await lock.release();
    await running;
    await transaction.rollback().execute();
  }
}

describe.each(Object.keys(MODES) as (keyof typeof MODES)[])('while rows are %s by somebody else', (how) => {
  const locking = (tables: readonly string[]) =>
    tables.map((table) => `select from ${table} for ${MODES[how]}`);

  it.each(Object.entries(userDataQueries))('%s waits for what the README says', async (name, query) => {
    const awaited = documented.get(name)?.[how] ?? [];
    const others = USER_DATA_TABLES.filter((table) => !awaited.includes(table));
    expect(await waits(api.userData, userData, query, locking(others))).toBe(false);
    for (const table of awaited) {
      expect([table, await waits(api.userData, userData, query, locking([table]))]).toEqual([table, true]);
    }
  });

  it.each(Object.entries(rateLimitQueries))('%s waits for what the README says', async (name, query) => {
    const awaited = documented.get(name)?.[how] ?? [];
    const isWaiting = await waits(api.rateLimit, rateLimits, query, locking(['rate_limit_consumptions']));
    expect(isWaiting ? ['rate_limit_consumptions'] : []).toEqual(awaited);
  });
});

test('every query is in the README and here', () => {
  const rooms = [
    census,
    chatAnswers,
    chatEnds,
    chatQuestions,
    chats,
    credentials,
    events,
    feed,
    followSecrets,
    inbox,
    purge,
  ];
  const queries = [...rooms, rateLimit, sharedItems, users]
    .flatMap((room) => Object.entries(room))
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => name)
    .filter((name) => !['usersByIds', 'userByLookup'].includes(name));
  const here = [...Object.keys(userDataQueries), ...Object.keys(rateLimitQueries)];
  expect(here.toSorted()).toEqual(queries.toSorted());
  expect([...documented.keys()].toSorted()).toEqual(queries.toSorted());
});
