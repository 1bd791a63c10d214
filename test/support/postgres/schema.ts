import type pg from 'pg';

/** The schema of a database in a comparable form: columns, indexes and constraints. */
export async function schemaOf(pool: pg.Pool): Promise<Record<string, string[]>> {
  const [columns, indexes, constraints] = await Promise.all([
    lines(
      pool,
      `select format('%s.%s %s null %s default %s', table_name, column_name, data_type, is_nullable, column_default)
       from information_schema.columns where table_schema = 'public'`,
    ),
    lines(pool, `select indexdef from pg_indexes where schemaname = 'public'`),
    lines(
      pool,
      `select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
       from pg_constraint where connamespace = 'public'::regnamespace`,
    ),
  ]);
  return { columns, indexes, constraints };
}

async function lines(pool: pg.Pool, select: string): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select line from (${select}) as found (line) order by line`,
  );
  return rows.map(({ line }) => line);
}

/** Empties a database completely, including its schema. */
export async function emptyDatabase(pool: pg.Pool): Promise<void> {
  await pool.query('drop schema public cascade; create schema public');
}

/** The columns of each table, by name. */
export type Columns = ReadonlyMap<string, readonly string[]>;

export async function columnsOf(pool: pg.Pool): Promise<Columns> {
  const { rows } = await pool.query<{ name: string; columns: string[] }>(
    `select quote_ident(table_name) as name, array_agg(quote_ident(column_name)::text order by ordinal_position) as columns
     from information_schema.columns where table_schema = 'public' group by table_name`,
  );
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}

/** Every row's values in the given columns, with the row's location and transaction. */
export async function rowsOf(pool: pg.Pool, columns: Columns): Promise<Record<string, string[]>> {
  const entries = [...columns].map(async ([table, names]) => {
    const row = `select row(ctid, xmin, xmax, ${names.join(', ')})::text as line from ${table}`;
    return [table, await lines(pool, row)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
