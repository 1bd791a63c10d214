import type pg from 'pg';

async function tableNames(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by tablename`,
  );
  return rows.map(({ name }) => name);
}

async function inEveryTable<Value>(pool: pg.Pool, expression: string): Promise<Record<string, Value>> {
  const entries = (await tableNames(pool)).map(async (name) => {
    const { rows } = await pool.query<{ value: Value }>(`select ${expression} as value from ${name} as t`);
    const [row] = rows;
    if (row === undefined) throw new Error(`${name} gave no row.`);
    return [name, row.value] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The number of rows in each table of a database. */
export const rowCounts = (pool: pg.Pool) => inEveryTable<number>(pool, 'count(*)::int');

/** A digest of everything in each table of a database: equal means that no row changed. */
export const contents = (pool: pg.Pool) =>
  inEveryTable<string>(pool, `md5(coalesce(string_agg(md5(t::text), '' order by t::text), ''))`);
