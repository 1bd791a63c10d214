import { createDatabase } from './create-database.ts';
import { createCsharpDatabases, runOn } from './csharp.ts';
import type { DatabaseUrls } from './migrated-databases.ts';

/** The tables that get an index on adoption; each has more rows than are indexed while the table is locked. */
export const LARGE_TABLES = ['user_events', 'user_follow_secrets', 'shared_items'] as const;

const USERS = `
  insert into users (id, user_lookup, hashed_password, salt, encryption_iv, rsa_public_key, created, last_accessed)
  select md5('user ' || n)::uuid, 'lookup' || n, 'A7', '\\x01', '\\x02', '\\x03', now(), now()
  from generate_series(1, 1000) as n;`;
const EVENTS = `
  insert into user_events (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)
  select md5('user ' || n % 1000 + 1)::uuid, md5('event ' || n)::uuid, now(), now(), now() + interval '90 days',
    decode(repeat('a7', 150), 'hex'), '\\x02'
  from generate_series(1, 25000) as n;`;
const SECRETS = `
  insert into user_follow_secrets (id, user_id, value)
  select md5('secret ' || n)::uuid, md5('user ' || n % 1000 + 1)::uuid, lpad(n::text, 40, 's')
  from generate_series(1, 50000) as n;`;
const ITEMS = `
  insert into shared_items (id, user_id, timestamp, expiry, encrypted_payload, encryption_iv)
  select 'item' || n, md5('user ' || n % 1000 + 1)::uuid, now(), now() + interval '90 days',
    decode(repeat('a7', 1000), 'hex'), '\\x02'
  from generate_series(1, 5000) as n;`;
const CONSUMPTIONS = `
  insert into rate_limit_consumptions (key, requests)
  select repeat(md5('key ' || n), 2), array_fill(now(), array[20]) from generate_series(1, 20000) as n;`;

/** Creates a pair of databases with the C# backend's schema and so many rows that their indexes are built concurrently. */
export async function createLargeCsharpDatabases(): Promise<DatabaseUrls> {
  templates ??= fillTemplates();
  const { userDataUrl, rateLimitUrl } = await templates;
  const nameOf = (url: string) => new URL(url).pathname.slice(1);
  return {
    userDataUrl: await createDatabase(nameOf(userDataUrl)),
    rateLimitUrl: await createDatabase(nameOf(rateLimitUrl)),
  };
}

let templates: Promise<DatabaseUrls> | undefined;

async function fillTemplates(): Promise<DatabaseUrls> {
  const urls = await createCsharpDatabases();
  await runOn(urls.userDataUrl, `${USERS}${EVENTS}${SECRETS}${ITEMS}`);
  await runOn(urls.rateLimitUrl, CONSUMPTIONS);
  return urls;
}
