import { type Kysely, sql } from 'kysely';

/**
 * Lets nobody connect to the database, or make anything in it, by being just anybody. Who does so today, because
 * something in it is theirs or was granted to them (the C# server's user), may go on.
 */
export async function closeToOthers(db: Kysely<unknown>, database: string, username: string): Promise<void> {
  const { isOpen, isWritable } = await look(db);
  if (!isOpen && !isWritable) return;
  const others = await selectOthers(db, username);
  if (isOpen) {
    const name = sql.id(database);
    if (others.length > 0) {
      await sql`grant connect, temporary on database ${name} to ${sql.join(others)}`.execute(db);
    }
    await sql`revoke all on database ${name} from public`.execute(db);
  }
  if (isWritable) {
    if (others.length > 0) await sql`grant create on schema public to ${sql.join(others)}`.execute(db);
    await sql`revoke create on schema public from public`.execute(db);
  }
}

/** What everybody may do: connect, and make tables in the schema `public`, as before PostgreSQL 15. */
async function look(db: Kysely<unknown>) {
  const { rows } = await sql<{ readonly isOpen: boolean; readonly isWritable: boolean }>`
    select
      exists (
        select from aclexplode(coalesce(datacl, acldefault('d', datdba))) where grantee = 0
      ) as "isOpen",
      exists (
        select from pg_namespace cross join aclexplode(nspacl)
        where nspname = 'public' and grantee = 0 and privilege_type = 'CREATE'
      ) as "isWritable"
    from pg_database where datname = current_database()`.execute(db);
  return rows[0] ?? { isOpen: false, isWritable: false };
}

/** Who owns something in the database, or was granted something. */
async function selectOthers(db: Kysely<unknown>, username: string) {
  const { rows } = await sql<{ readonly name: string }>`
    select distinct rolname::text as name
    from pg_shdepend join pg_roles as role on refclassid = 'pg_authid'::regclass and refobjid = role.oid
    where dbid = (select oid from pg_database where datname = current_database())
      and deptype in ('o', 'a') and rolname <> ${username}`.execute(db);
  return rows.map(({ name }) => sql.id(name));
}
