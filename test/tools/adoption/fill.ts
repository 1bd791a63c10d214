import pg from 'pg';
import { csharpSchemas } from '../../support/postgres/csharp-schema.ts';
import type { DatabaseUrls } from '../../support/postgres/migrated-databases.ts';
import type { AdoptionOptions } from './options.ts';

/** Rows of one statement. */
const BATCH = 200_000;

/** The id of a user by number, as SQL. */
export const userOf = (number: string): string => `md5('user ' || ${number})::uuid`;
/** The key of a purchase by number, as SQL. */
export const purchaseOf = (number: string): string => `upper(repeat(md5('purchase ' || ${number}), 2))`;

const bytes = (count: number) => `decode(repeat('a7', ${count}), 'hex')`;

const people = `
  with people as (select n, ${userOf('n')} as id from generate_series($1::int, $2::int) as n),
  secrets as (
    insert into user_follow_secrets (id, user_id, value) select gen_random_uuid(), id, id::text from people
  ), messages as (
    insert into user_inbox_items (id, user_id, encrypted_message)
    select gen_random_uuid(), id, array[${bytes(256)}] from people where n % 4 = 0
  ), items as (
    insert into shared_items (id, user_id, timestamp, expiry, encrypted_payload, encryption_iv)
    select 'item' || n, id, now(), now() + interval '90 days', ${bytes(500)}, ${bytes(16)} from people where n % 2 = 0
  )
  insert into users (id, user_lookup, hashed_password, salt, encryption_iv, rsa_public_key, encrypted_name,
    encrypted_current_plan, created, last_accessed)
  select id, 'lookup' || n, repeat('A7', 64), ${bytes(64)}, ${bytes(16)}, ${bytes(294)}, ${bytes(32)}, ${bytes(400)},
    now(), now() - interval '1 day' * random()
  from people`;

const events = (users: number) => `
  insert into user_events (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)
  select ${userOf(`(n % ${users} + 1)`)}, md5('event ' || n)::uuid, now() - interval '90 days' * random(), now(),
    now() + interval '90 days' * random(), ${bytes(200)}, ${bytes(16)}
  from generate_series($1::int, $2::int) as n`;

const purchases = `
  insert into rate_limit_consumptions (key, requests)
  select ${purchaseOf('n')}, array_fill(now() - interval '1 day' * random(), array[n % 20 + 1])
  from generate_series($1::int, $2::int) as n`;

/** Rows in no order are inserted many times faster into a table without indexes. */
const withoutIndexes =
  'alter table user_events drop constraint pk_user_events; drop index ix_user_events_expiry';
const withIndexes = `
  alter table user_events add constraint pk_user_events primary key (user_id, id);
  create index ix_user_events_expiry on user_events (expiry)`;

/** Creates the C# backend's schema in a pair of empty databases, and fills it. */
export async function fill(urls: DatabaseUrls, options: AdoptionOptions): Promise<void> {
  const schemas = await csharpSchemas();
  await fillOne(urls.userDataUrl, schemas.userData, [
    [people, options.users],
    [withoutIndexes],
    [events(options.users), options.events],
    [withIndexes],
  ]);
  await fillOne(urls.rateLimitUrl, schemas.rateLimit, [[purchases, options.purchases]]);
}

async function fillOne(
  connectionString: string,
  schema: string,
  statements: readonly [statement: string, rows?: number][],
): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(schema);
    // Foreign keys hold by themselves here.
    await client.query('set session_replication_role = replica; set synchronous_commit = off');
    for (const [statement, rows] of statements) {
      if (rows === undefined) {
        await client.query(statement);
        continue;
      }
      for (let first = 1; first <= rows; first += BATCH) {
        await client.query(statement, [first, Math.min(first + BATCH - 1, rows)]);
      }
    }
    // What a database does by itself, in time.
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}
