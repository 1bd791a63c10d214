import { type Kysely, sql } from 'kysely';
import type { UserDataTables } from '../tables.ts';

type Db = Kysely<UserDataTables>;

/** The protocol of a chat: plain JSON or SignalR's JSON. */
export type ChatProtocol = 'plain' | 'signalr';

/** The unit of a person's weights. */
export type ChatWeightUnit = 'kilograms' | 'pounds';

/** The purchase that a chat counts against. */
interface Purchase {
  readonly store: string;
  /** SHA-256 of the purchase's id, upper-case hex. */
  readonly key: string;
  /** Former keys of its rate limit. */
  readonly formerKeys: readonly string[];
}

/** Idempotent. */
export async function insertChat(db: Db, connectionId: string, purchase?: Purchase): Promise<void> {
  await db
    .insertInto('chats')
    .values({ connection_id: connectionId, ...(purchase && purchaseColumns(purchase)) })
    .onConflict((conflict) => conflict.column('connection_id').doNothing())
    .execute();
}

const purchaseColumns = ({ store, key, formerKeys }: Purchase) => ({
  store,
  token_hash: key,
  former_token_hashes: sql<string>`${JSON.stringify(formerKeys)}::json`,
});

/** Removes the chat and its conversation. */
export async function deleteChat(db: Db, connectionId: string): Promise<void> {
  await db.deleteFrom('chats').where('connection_id', '=', connectionId).execute();
}

/** Sets whether a purchase is being checked: questions wait for it. */
export async function setAuthenticating(db: Db, connectionId: string, isRunning: boolean): Promise<void> {
  await db
    .updateTable('chats')
    .set({ authenticating: isRunning ? sql<string>`clock_timestamp()` : null })
    .where('connection_id', '=', connectionId)
    .execute();
}

/** Sets the chat's purchase. @returns whether there is such a chat. */
export async function setPurchase(db: Db, connectionId: string, purchase: Purchase): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('chats')
    .set({ ...purchaseColumns(purchase), authenticating: null })
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Records that the chat uses SignalR. @returns undefined when it does not exist or uses the other protocol. */
export function acceptHandshake(
  db: Db,
  connectionId: string,
): Promise<{ readonly hasPurchase: boolean } | undefined> {
  return db
    .updateTable('chats')
    .set({ protocol: 'signalr' })
    .where('connection_id', '=', connectionId)
    .where(sql<boolean>`coalesce(protocol, 'signalr') = 'signalr'`)
    .returning(sql<boolean>`token_hash is not null`.as('hasPurchase'))
    .executeTakeFirst();
}

export async function selectProtocol(db: Db, connectionId: string): Promise<ChatProtocol | undefined> {
  const chat = await db
    .selectFrom('chats')
    .select('protocol')
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  return chat?.protocol ?? undefined;
}
