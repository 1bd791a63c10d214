import { randomInt, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DatabaseUrls } from '../../support/postgres/migrated-databases.ts';
import { purchaseOf, userOf } from './fill.ts';
import type { AdoptionOptions } from './options.ts';

/** A write of the C# backend. Times are in milliseconds since 1970. */
export interface Write {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

/** The application name of the writers' sessions. */
export const CSHARP = 'csharp';

/** Connections to each database: so many writes may wait at once, and others still begin. */
const CONNECTIONS = 50;

interface Kind {
  readonly name: string;
  readonly database: 'userDataUrl' | 'rateLimitUrl';
  readonly sql: string;
  readonly values: (options: AdoptionOptions) => unknown[];
}

const aUser = ({ users }: AdoptionOptions) => randomInt(1, users + 1);
const user = userOf('$1::int');

/** The writes of the C# backend, in its columns. */
const kinds: readonly Kind[] = [
  {
    name: 'profile',
    database: 'userDataUrl',
    sql: `update users set encrypted_current_plan = $2, last_accessed = now() where id = ${user}`,
    values: (options) => [aUser(options), Buffer.alloc(2_000, 0xa7)],
  },
  {
    name: 'last accessed',
    database: 'userDataUrl',
    sql: `update users set last_accessed = now() where id = ${user}`,
    values: (options) => [aUser(options)],
  },
  {
    name: 'new event',
    database: 'userDataUrl',
    sql: `insert into user_events (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)
      values (${user}, $2, now(), now(), now() + interval '90 days', $3, '\\x02')`,
    values: (options) => [aUser(options), randomUUID(), Buffer.alloc(500, 0xa7)],
  },
  {
    name: 'changed event',
    database: 'userDataUrl',
    sql: `update user_events set timestamp = now(), encrypted_event = $2
      where user_id = ${userOf('($1::int % $3::int + 1)')} and id = md5('event ' || $1::int)::uuid`,
    values: ({ events, users }) => [randomInt(1, events + 1), Buffer.alloc(500, 0xa7), users],
  },
  {
    name: 'message',
    database: 'userDataUrl',
    sql: `insert into user_inbox_items (id, user_id, encrypted_message) values ($2, ${user}, array[$3::bytea])`,
    values: (options) => [aUser(options), randomUUID(), Buffer.alloc(256, 0xa7)],
  },
  {
    name: 'inbox',
    database: 'userDataUrl',
    sql: `delete from user_inbox_items where user_id = ${user}`,
    values: (options) => [aUser(options)],
  },
  {
    name: 'follow secret',
    database: 'userDataUrl',
    sql: `insert into user_follow_secrets (id, user_id, value) values ($2, ${user}, $3)`,
    values: (options) => [aUser(options), randomUUID(), randomUUID()],
  },
  {
    name: 'shared item',
    database: 'userDataUrl',
    sql: `insert into shared_items (id, user_id, timestamp, expiry, encrypted_payload, encryption_iv)
      values ($2, ${user}, now(), now() + interval '90 days', $3, '\\x02')`,
    values: (options) => [aUser(options), randomUUID(), Buffer.alloc(500, 0xa7)],
  },
  {
    name: 'counted call',
    database: 'rateLimitUrl',
    sql: `insert into rate_limit_consumptions (key, requests) values (${purchaseOf('$1::int')}, array[now()])
      on conflict (key) do update set requests = rate_limit_consumptions.requests || excluded.requests`,
    values: ({ purchases }) => [randomInt(1, purchases + 1)],
  },
];

/** Writes at a fixed rate, whether or not earlier writes have ended. */
export function startWriting(urls: DatabaseUrls, options: AdoptionOptions) {
  const open = (connectionString: string) =>
    new pg.Pool({ connectionString, max: CONNECTIONS, application_name: CSHARP });
  const pools = { userDataUrl: open(urls.userDataUrl), rateLimitUrl: open(urls.rateLimitUrl) };
  const writes: Write[] = [];
  const running = new Set<Promise<void>>();
  const now = () => performance.timeOrigin + performance.now();
  const write = async ({ name, database, sql, values }: Kind) => {
    const begin = now();
    await pools[database].query(sql, values(options));
    writes.push({ name, begin, end: now() });
  };
  const failures: unknown[] = [];
  let begun = 0;
  const timer = setInterval(() => {
    const kind = kinds[begun++ % kinds.length];
    if (kind === undefined) return;
    const one = write(kind).catch((error: unknown) => {
      failures.push(error);
    });
    running.add(one);
    void one.finally(() => running.delete(one));
  }, 1_000 / options.rate);
  return {
    writes,
    /** @throws the error of a write that failed. */
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running);
      await Promise.all([pools.userDataUrl.end(), pools.rateLimitUrl.end()]);
      if (failures.length > 0) throw failures[0];
    },
  };
}
