import { type Kysely, sql } from 'kysely';

/**
 * Tells whether a database has had all these migrations and more: it was migrated by newer code, which was then rolled
 * back to this version. Migrations only add, so older code works with a newer database.
 */
export async function isNewer(db: Kysely<unknown>, migrations: object): Promise<boolean> {
  const { rows } = await sql<{ readonly name: string }>`select name from kysely_migration`.execute(db);
  const had = new Set(rows.map(({ name }) => name));
  const known = Object.keys(migrations);
  return had.size > known.length && known.every((name) => had.has(name));
}
