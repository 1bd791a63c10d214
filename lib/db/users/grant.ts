import { type Kysely, sql } from 'kysely';

/** The tables of the migration tools, to which users of the data have no access. */
const MIGRATION_TABLES = new Set(['kysely_migration', 'kysely_migration_lock', '__EFMigrationsHistory']);

const onTables = sql`select, insert, update, delete`;

/** Grants a user access to the rows of a database, in existing and future tables. */
export async function grantWork(db: Kysely<unknown>, database: string, username: string): Promise<void> {
  const user = sql.id(username);
  const { tables, sequences, owners } = await selectGrantable(db);
  await sql`grant connect on database ${sql.id(database)} to ${user}`.execute(db);
  await sql`grant usage on schema public to ${user}`.execute(db);
  if (tables.length > 0) await sql`grant ${onTables} on table ${sql.join(tables)} to ${user}`.execute(db);
  if (sequences.length > 0) {
    await sql`grant usage on sequence ${sql.join(sequences)} to ${user}`.execute(db);
  }
  for (const owner of owners) {
    const later = sql`alter default privileges for role ${owner} in schema public`;
    await sql`${later} grant ${onTables} on tables to ${user}`.execute(db);
    await sql`${later} grant usage on sequences to ${user}`.execute(db);
  }
}

/** The tables and sequences of the schema `public` that the current user may grant, and their owners. */
async function selectGrantable(db: Kysely<unknown>) {
  const { rows } = await sql<{
    readonly kind: 'table' | 'sequence';
    readonly name: string;
    readonly owner: string;
  }>`
    select case relkind when 'S' then 'sequence' else 'table' end as kind,
      relname::text as name, pg_get_userbyid(relowner)::text as owner
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'S')
      and pg_has_role(relowner, 'usage')`.execute(db);
  const { rows: currentUser } = await sql<{
    readonly name: string;
  }>`select current_user::text as name`.execute(db);
  const named = (kind: string) =>
    rows
      .filter((row) => row.kind === kind && !MIGRATION_TABLES.has(row.name))
      .map(({ name }) => sql.id('public', name));
  const owners = new Set([...rows.map(({ owner }) => owner), ...currentUser.map(({ name }) => name)]);
  return {
    tables: named('table'),
    sequences: named('sequence'),
    owners: [...owners].map((name) => sql.id(name)),
  };
}
