import pg from 'pg';
import type { LoadOptions } from './options.ts';
import { bytes, USERS_A_PICTURE, USERS_AN_ITEM } from './people.ts';

/** The size that a table should have, and has. */
export interface Size {
  readonly table: string;
  readonly rows: number;
  /** Bytes, with indexes and out-of-line values. */
  readonly planned: number;
  readonly measured: number;
}

/** Bytes of a row's header, its line pointer and the alignment of its columns. */
const ROW = 40;
/** Bytes of an index entry besides its key: header, line pointer, and the third of a page that stays free. */
const entry = (key: number) => (key + 12) * 1.5;
/** The space that a page of 8 kB wastes when it holds three chunks of 2 kB, as a fourth does not fit. */
const WASTE = 8_192 / 3 - 8_192 / 4;
/** Bytes of an out-of-line value: chunks of 2 kB, each a row with an index entry, and a pointer to them. */
const outside = (count: number) => count + Math.ceil(count / 1_996) * (ROW + entry(8)) + WASTE + 18;
const ID = 16;
const TIME = 8;

/** The size of an empty table with its indexes: whole pages, and maps of their free space. */
const TABLE = 400_000;

/** Bytes that a row is planned to need, with its indexes, by table. */
const plannedBytes: Readonly<Record<string, number>> = {
  users:
    // The password's hash is kept as hexadecimal digits.
    ROW +
    ID +
    128 +
    64 +
    16 +
    bytes.key +
    bytes.name +
    12 +
    3 * TIME +
    20 +
    outside(bytes.plan) +
    outside(bytes.picture) / USERS_A_PICTURE +
    entry(ID) +
    entry(12),
  user_events:
    ROW + 2 * ID + 3 * TIME + bytes.event + 16 + entry(2 * ID) + entry(2 * ID + TIME) + entry(TIME),
  user_follow_secrets: ROW + 2 * ID + 37 + 2 * entry(ID) + entry(ID + 40),
  shared_items: ROW + 12 + ID + 2 * TIME + 16 + outside(bytes.item) + entry(12) + entry(ID) + entry(TIME),
};

/** The rows that seed.ts makes, by table. */
const seededRows = ({ users, events }: LoadOptions): Readonly<Record<string, number>> => ({
  users,
  user_events: events,
  user_follow_secrets: users,
  shared_items: Math.ceil(users / USERS_AN_ITEM),
});

/** The tables' sizes. A replaced row keeps its space until the database vacuums the table. */
export async function measureSizes(userDataUrl: string, options: LoadOptions): Promise<Size[]> {
  const client = new pg.Client({ connectionString: userDataUrl });
  await client.connect();
  try {
    const sizes: Size[] = [];
    const seeded = seededRows(options);
    for (const [table, planned] of Object.entries(plannedBytes)) {
      const { rows } = await client.query<{ measured: number; written: number }>(
        `select pg_total_relation_size($1)::float8 as measured, (n_tup_ins + n_tup_upd)::float8 as written
         from pg_stat_user_tables where relid = $1::regclass`,
        [table],
      );
      const [found] = rows;
      if (found === undefined) throw new Error(`There is no table ${table}.`);
      const count = Math.max(found.written, seeded[table] ?? 0);
      sizes.push({ table, rows: count, planned: TABLE + count * planned, measured: found.measured });
    }
    return sizes;
  } finally {
    await client.end();
  }
}

/** Bytes of the whole database. */
export async function databaseSize(userDataUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: userDataUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ bytes: number }>(
      'select pg_database_size(current_database())::float8 as bytes',
    );
    return rows[0]?.bytes ?? Number.NaN;
  } finally {
    await client.end();
  }
}
