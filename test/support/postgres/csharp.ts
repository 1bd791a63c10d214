import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { passwordVectors } from '../users/known-users.ts';
import type { TestUser } from '../users/users.ts';
import { createDatabase } from './create-database.ts';
import { csharpSchemas } from './csharp-schema.ts';

/** Creates an empty pair of databases with the C# backend's schema. */
export async function createCsharpDatabases(): Promise<{ userDataUrl: string; rateLimitUrl: string }> {
  const schemas = await csharpSchemas();
  const [userDataUrl, rateLimitUrl] = await Promise.all([createDatabase(), createDatabase()]);
  await runOn(userDataUrl, schemas.userData);
  await runOn(rateLimitUrl, schemas.rateLimit);
  return { userDataUrl, rateLimitUrl };
}

/** Sends statements to a database. */
export async function runOn(connectionString: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

export interface CsharpUser extends TestUser {
  readonly followSecret: string;
}

/**
 * Inserts a user and one or more rows of every table, with the columns that the C# backend names. A date of
 * `DateTimeOffset.MaxValue` is stored as infinity, and each of its follow secrets may be there twice.
 */
export async function insertAsCsharp(pool: pg.Pool): Promise<CsharpUser> {
  const [stored] = passwordVectors;
  if (stored === undefined) throw new Error('There is no password vector.');
  const id = randomUUID();
  const lookup = id.slice(24);
  const followSecret = `secret ${lookup}`;
  await pool.query(
    `insert into users (id, created, encrypted_current_plan, encrypted_name, encrypted_profile_picture,
       encryption_iv, hashed_password, last_accessed, rsa_public_key, salt, user_lookup)
     values ($1, now(), '\\x01', null, decode(repeat('ab', 100000), 'hex'), '\\x02', $2, now(), '\\x03', $3, $4)`,
    [id, stored.hashHexUpper, Buffer.from(stored.saltHex, 'hex'), lookup],
  );
  await pool.query(
    `insert into user_events (user_id, id, encrypted_event, encryption_iv, expiry, last_accessed, timestamp)
     select $1, gen_random_uuid(), '\\x04', '\\x05', expiry::timestamptz, now(), now() + place * interval '1 second'
     from unnest(array['infinity', '2099-01-01', '2020-01-01']) with ordinality as event (expiry, place)`,
    [id],
  );
  await pool.query(
    `insert into user_follow_secrets (id, user_id, value)
     select gen_random_uuid(), $1, $2 from generate_series(1, 2)`,
    [id, followSecret],
  );
  await pool.query(
    `insert into user_inbox_items (id, encrypted_message, user_id)
     select gen_random_uuid(), array['\\x06', '\\x07']::bytea[], $1 from generate_series(1, 2)`,
    [id],
  );
  await pool.query(
    `insert into shared_items (id, encrypted_payload, encryption_iv, expiry, timestamp, user_id)
     values ($2, '\\x08', decode(repeat('09', 16), 'hex'), 'infinity', now(), $1)`,
    [id, `item${lookup.slice(4)}`],
  );
  return { id, lookup, password: stored.password, followSecret };
}

/** Counts a call with a token as the C# backend does. */
export async function countCallAsCsharp(pool: pg.Pool, key: string): Promise<void> {
  await pool.query(
    `insert into rate_limit_consumptions (key, requests) values ($1, array[now()])
     on conflict (key) do update set requests = rate_limit_consumptions.requests || excluded.requests`,
    [key],
  );
}
