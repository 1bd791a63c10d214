import pg from 'pg';
import { type DigestKey, makeDigest } from '../../../lib/auth/password-digest.ts';
import { hashPassword } from '../../../lib/auth/password-hash.ts';

/** Every user that a bench makes has this password, and their id as follow secret. */
export const PASSWORD = '6dd1a08c-3a0e-4c43-9cf5-1d5a3f9d1b52';

/** Bytes of a plan, like the app's largest built-in one. */
export const PLAN_BYTES = 10_000;

/** The key of the API's digests in a bench. */
export const DIGEST_KEY: DigestKey = { version: 1, key: 'a-key-of-passwords-digests-for-the-bench' };

/** Writes rows without the API: many, and fast. */
export class Seed {
  readonly #pool: pg.Pool;

  constructor(userDataUrl: string) {
    this.#pool = new pg.Pool({ connectionString: userDataUrl, max: 1 });
  }

  /** Adds users with a name and a plan, and a follow secret each. @returns their ids. */
  async users(count: number): Promise<string[]> {
    const hash = await hashPassword(PASSWORD);
    const { rows } = await this.#pool.query<{ id: string }>(
      `with made as (
        insert into users (id, user_lookup, hashed_password, salt, encryption_iv, rsa_public_key,
          encrypted_name, encrypted_current_plan, password_digest, created, last_accessed)
        select gen_random_uuid(), md5(random()::text || number), $2, $3, ${bytes(16)}, ${bytes(294)},
          ${bytes(272)}, ${bytes(PLAN_BYTES)}, $4, now(), now()
        from generate_series(1, $1) as number
        returning id
      ), secrets as (
        insert into user_follow_secrets (id, user_id, value) select gen_random_uuid(), id, id::text from made
      )
      select id from made`,
      [count, hash.hashedPassword, hash.salt, makeDigest(PASSWORD, hash, DIGEST_KEY) ?? null],
    );
    return rows.map(({ id }) => id);
  }

  /** Adds the same number of events of equal size to each user: interleaved, a millisecond apart. */
  async events(userIds: readonly string[], each: number, payloadBytes: number): Promise<void> {
    // Ciphertext can't be compressed; these bytes could.
    await this.#pool.query('alter table user_events alter column encrypted_event set storage external');
    await this.#pool.query(
      `insert into user_events (user_id, id, timestamp, last_accessed, expiry, encrypted_event, encryption_iv)
      select owner.id, gen_random_uuid(),
        now() - interval '1 day' + (event * cardinality($1::uuid[]) + owner.place) * interval '1 millisecond',
        now(), now() + interval '90 days', ${bytes(payloadBytes)}, ${bytes(16)}
      from generate_series(1, $2) as event cross join unnest($1::uuid[]) with ordinality as owner (id, place)`,
      [userIds, each],
    );
  }

  /** Adds a message to the inbox of each user. */
  async messages(userIds: readonly string[]): Promise<void> {
    await this.#pool.query(
      `insert into user_inbox_items (id, user_id, encrypted_message)
      select gen_random_uuid(), id, array[${bytes(256)}, ${bytes(256)}] from unnest($1::uuid[]) as id`,
      [userIds],
    );
  }

  /** Adds follow secrets, named by their numbers, to a user. */
  async secrets(userId: string, count: number): Promise<string[]> {
    const { rows } = await this.#pool.query<{ value: string }>(
      `insert into user_follow_secrets (id, user_id, value)
      select gen_random_uuid(), $1, md5(random()::text || number) from generate_series(1, $2) as number
      returning value`,
      [userId, count],
    );
    return rows.map(({ value }) => value);
  }

  /** Adds a shared item. @returns its id. */
  async sharedItem(userId: string): Promise<string> {
    const { rows } = await this.#pool.query<{ id: string }>(
      `insert into shared_items (id, user_id, timestamp, expiry, encrypted_payload, encryption_iv)
      values ('benchshared1', $1, now(), now() + interval '90 days', ${bytes(2_000)}, ${bytes(16)})
      returning id`,
      [userId],
    );
    return rows[0]?.id ?? '';
  }

  /** The time stamp before the newest so many events of a user. */
  async sinceNewest(userId: string, events: number): Promise<string> {
    const { rows } = await this.#pool.query<{ since: string }>(
      `select to_char(timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as since
      from user_events where user_id = $1 order by timestamp desc offset $2 limit 1`,
      [userId, events],
    );
    return rows[0]?.since ?? '0001-01-01T00:00:00Z';
  }

  /** Call it after the last row: does what a database does by itself within a minute. */
  async finish(): Promise<void> {
    await this.#pool.query('vacuum analyze');
    await this.#pool.end();
  }
}

const bytes = (count: number): string => `decode(repeat('a7', ${count}), 'hex')`;
