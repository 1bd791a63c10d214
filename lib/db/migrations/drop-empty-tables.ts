import { type Kysely, sql } from 'kysely';

/**
 * Undoes the creation of tables. The tables of an adopted database were not created here and contain people's data, so a
 * table with rows is not dropped.
 *
 * @param tables children before their parents.
 * @throws Error that names the first table with rows; in that case, none is dropped.
 */
export async function dropEmptyTables(db: Kysely<unknown>, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const { rows } = await sql`select true from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0) throw new Error(`The table ${table} contains rows and is not dropped.`);
  }
  for (const table of tables) await db.schema.dropTable(table).execute();
}
