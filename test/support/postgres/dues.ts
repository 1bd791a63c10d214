import { randomUUID } from 'node:crypto';
import type { TestSystem } from '../system/system.ts';
import type { TestUser } from '../users/users.ts';

/** Rows that may be due for the purge, inserted bypassing the API. Times and ages are in PostgreSQL's syntax. */
export interface Dues {
  /** Adds events. @returns their ids. */
  addEvents(expiry: string, count?: number): Promise<string[]>;
  addSharedItem(expiry: string): Promise<string>;
  addReceipt(age: string): Promise<string>;
  /** Adds a chat with two messages. */
  addChat(age: string): Promise<string>;
  /** Adds a token with counted calls of these ages, in this order. */
  addRateLimit(...ages: readonly string[]): Promise<string>;
  /** The ids of all rows by kind. */
  left(): Promise<Left>;
}

export interface Left {
  readonly events: ReadonlySet<string>;
  readonly sharedItems: ReadonlySet<string>;
  readonly receipts: ReadonlySet<string>;
  readonly chats: ReadonlySet<string>;
  readonly rateLimits: ReadonlySet<string>;
}

export function duesOf({ userData, rateLimit }: TestSystem, user: TestUser): Dues {
  const id = () => randomUUID();
  const select = async (pool: typeof userData, column: string, table: string) => {
    const { rows } = await pool.query<{ id: string }>(`select ${column} as id from ${table}`);
    return new Set(rows.map((row) => row.id));
  };
  return {
    async addEvents(expiry, count = 1) {
      const { rows } = await userData.query<{ id: string }>(
        `insert into user_events (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)
         select $1, gen_random_uuid(), now(), now(), ${expiry}, '\\x01', '\\x02' from generate_series(1, $2)
         returning id`,
        [user.id, count],
      );
      return rows.map((row) => row.id);
    },
    async addSharedItem(expiry) {
      const item = id();
      await userData.query(
        `insert into shared_items (id, user_id, timestamp, expiry, encrypted_payload, encryption_iv)
         values ($1, $2, now(), ${expiry}, '\\x01', '\\x02')`,
        [item, user.id],
      );
      return item;
    },
    async addReceipt(age) {
      const receipt = id();
      await userData.query(
        'insert into user_inbox_receipts (id, user_id, created) values ($1, $2, now() - $3::interval)',
        [receipt, user.id, age],
      );
      return receipt;
    },
    async addChat(age) {
      const chat = id();
      await userData.query('insert into chats (connection_id, created) values ($1, now() - $2::interval)', [
        chat,
        age,
      ]);
      await userData.query(
        `insert into chat_messages (connection_id, position, role, content)
         select $1, position, 'user', 'hello' from generate_series(1, 2) as position`,
        [chat],
      );
      return chat;
    },
    async addRateLimit(...ages) {
      const key = id();
      await rateLimit.query(
        `insert into rate_limit_consumptions (key, requests)
         select $1, array(select now() - age::interval from unnest($2::text[]) with ordinality as item (age, place)
           order by place)`,
        [key, ages],
      );
      return key;
    },
    async left() {
      const [events, sharedItems, receipts, chats, rateLimits] = await Promise.all([
        select(userData, 'id', 'user_events'),
        select(userData, 'id', 'shared_items'),
        select(userData, 'id', 'user_inbox_receipts'),
        select(userData, 'connection_id', 'chats'),
        select(rateLimit, 'key', 'rate_limit_consumptions'),
      ]);
      return { events, sharedItems, receipts, chats, rateLimits };
    },
  };
}
