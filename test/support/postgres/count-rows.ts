import pg from 'pg';

/** Counts the rows of all tables of a database, except the history of the migrations. */
export async function countRows(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables
       where table_schema = 'public' and table_name not like 'kysely%'`,
    );
    let total = 0;
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${name}`);
      total += rows[0]?.count ?? 0;
    }
    return total;
  } finally {
    await client.end();
  }
}
