import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

/** PostgreSQL's plan of the one statement that a callback sends. */
export async function planOf<Tables>(
  { options }: pg.Pool,
  work: (db: Kysely<Tables>) => Promise<unknown>,
): Promise<string> {
  const queries: CompiledQuery[] = [];
  const pool = new pg.Pool({ ...options, max: 1 });
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void queries.push(query),
  });
  try {
    await work(db);
    const [query] = queries;
    if (query === undefined) throw new Error('Nothing was sent.');
    const { rows } = await pool.query(`explain ${query.sql}`, [...query.parameters]);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await db.destroy();
  }
}
