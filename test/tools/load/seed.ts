import { randomUUID } from 'node:crypto';
import { SingleBar } from 'cli-progress';
import pg from 'pg';
import { hashPassword } from '../../../lib/auth/password-hash.ts';
import type { LoadOptions } from './options.ts';
import { bytes, mostWriters, USERS_A_PICTURE, USERS_AN_ITEM, userId, type Writer } from './people.ts';

const USERS_A_BATCH = 5_000;
/** Concurrent hashes: as many as Node computes in parallel. */
const HASHES_AT_ONCE = 4;

/**
 * Fills a migrated database, straight in SQL, with users who have a plan, a name, a follow secret (their id) and
 * equally many events out of the last 90 days; some have a picture or share an item.
 *
 * @param output where the progress bar goes.
 * @returns those who may write.
 */
export async function seed(
  userDataUrl: string,
  { users, events, seconds, runIn }: LoadOptions,
  output: NodeJS.WritableStream,
): Promise<Writer[]> {
  const bar = new SingleBar({
    format: 'Seeding [{bar}] {percentage} % | {value} of {total} rows | {duration_formatted}',
    stream: output,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
  const client = new pg.Client({ connectionString: userDataUrl });
  await client.connect();
  bar.start(users + events, 0);
  try {
    for (const statement of [...fast, ...asIfCiphertext]) await client.query(statement);
    for (let first = 0; first < users; first += USERS_A_BATCH) {
      const last = Math.min(first + USERS_A_BATCH, users) - 1;
      await client.query(insertUsers, [first, last]);
      bar.increment(last - first + 1);
      const eventsUpTo = (user: number) => Math.floor((user * events) / users);
      const [from, to] = [eventsUpTo(first), eventsUpTo(last + 1) - 1];
      await client.query(insertEvents, [from, to, users, events]);
      bar.increment(to - from + 1);
    }
    const writers = await giveOwnPasswords(client, Math.min(mostWriters(runIn + seconds), users));
    // A database does this by itself, in time.
    for (const statement of ['vacuum analyze', ...asBefore, 'checkpoint']) await client.query(statement);
    return writers;
  } finally {
    bar.stop();
    await client.end();
  }
}

/** Foreign keys hold by construction, and a larger log avoids writing pages twice. */
const fast = [
  'set synchronous_commit = off',
  'set session_replication_role = replica',
  "alter system set max_wal_size = '16GB'",
  'alter system set full_page_writes = off',
  'select pg_reload_conf()',
];
const asBefore = [
  'alter system reset max_wal_size',
  'alter system reset full_page_writes',
  'select pg_reload_conf()',
];

/** Ciphertext can't be compressed; these bytes could. */
const asIfCiphertext = [
  'alter table users alter column encrypted_current_plan set storage external',
  'alter table users alter column encrypted_profile_picture set storage external',
  'alter table user_events alter column encrypted_event set storage external',
  'alter table shared_items alter column encrypted_payload set storage external',
];

const filler = (count: number) => `decode(repeat('a7', ${count}), 'hex')`;
const userOf = (number: string) => `md5('user ' || ${number})::uuid`;

/** Of the numbers $1 to $2. */
const insertUsers = `
  with people as (
    select n, ${userOf('n')} as id from generate_series($1::int, $2::int) as n
  ), made as (
    insert into users (id, user_lookup, hashed_password, salt, encryption_iv, rsa_public_key, encrypted_name,
      encrypted_current_plan, encrypted_profile_picture, created, last_accessed)
    select id, 'l' || left(md5('lookup ' || n), 11), repeat('A7', 64), ${filler(64)}, ${filler(16)},
      ${filler(bytes.key)}, ${filler(bytes.name)}, ${filler(bytes.plan)},
      case when n % ${USERS_A_PICTURE} = 0 then ${filler(bytes.picture)} end,
      now() - interval '1 year' * random(), now() - interval '1 day' * random()
    from people
  ), secrets as (
    insert into user_follow_secrets (id, user_id, value) select gen_random_uuid(), id, id::text from people
  )
  insert into shared_items (id, user_id, timestamp, expiry, encrypted_payload, encryption_iv)
  select 's' || left(md5('item ' || n), 11), id, now(), now() + interval '90 days',
    ${filler(bytes.item)}, ${filler(16)}
  from people where n % ${USERS_AN_ITEM} = 0`;

/** Of the numbers $1 to $2 of $4, spread evenly over $3 users. */
const insertEvents = `
  insert into user_events (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)
  select ${userOf('floor(((n + 1) * $3::bigint - 1) / $4::bigint)::int')}, gen_random_uuid(), made, made,
    made + interval '91 days', ${filler(bytes.event)}, ${filler(16)}
  from generate_series($1::bigint, $2::bigint) as n
  cross join lateral (select now() - interval '90 days' * random() + 0 * n * interval '1 day' as made) as clock`;

async function giveOwnPasswords(client: pg.Client, count: number): Promise<Writer[]> {
  const writers: Writer[] = [];
  while (writers.length < count) {
    const next = Math.min(writers.length + HASHES_AT_ONCE, count);
    const ids = Array.from({ length: next - writers.length }, (_, place) => userId(writers.length + place));
    for (const { id, password, hashedPassword, salt } of await Promise.all(ids.map(withPassword))) {
      const update = 'update users set hashed_password = $2, salt = $3 where id = $1';
      await client.query(update, [id, hashedPassword, salt]);
      writers.push({ id, password });
    }
  }
  return writers;
}

async function withPassword(id: string) {
  const password = randomUUID();
  const { hashedPassword, salt } = await hashPassword(password);
  return { id, password, hashedPassword, salt };
}
