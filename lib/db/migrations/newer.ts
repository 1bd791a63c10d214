import { type Kysely, sql } from 'kysely';

/**
 * Whether a database has had all these migrations and others besides: it belongs to newer code, which has been put
 * back to what asks here. Migrations only add, so older code serves on a newer database.
 */
export async function isNewer(db: Kysely<unknown>, migrations: object): Promise<boolean> {
  const { rows } = await sql<{ readonly name: string }>`select name from kysely_migration`.execute(db);
  const had = new Set(rows.map(({ name }) => name));
  const known = Object.keys(migrations);
  return had.size > known.length && known.every((name) => had.has(name));
}
