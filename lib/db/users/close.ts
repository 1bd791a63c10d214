import { type Kysely, sql } from 'kysely';

/**
 * Revokes the default right of every user to connect to the database and to create tables in it. Users who own something
 * in it or were granted access, such as the C# backend's, keep the right.
 */
export async function closeToOthers(db: Kysely<unknown>, database: string, username: string): Promise<void> {
  const { isOpen, isWritable } = await selectPublicRights(db);
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

/** The rights of every user: to connect, and to create tables in the schema `public`, as before PostgreSQL 15. */
async function selectPublicRights(db: Kysely<unknown>) {
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

/** The users who own something in the database, or were granted access to something. */
async function selectOthers(db: Kysely<unknown>, username: string) {
  const { rows } = await sql<{ readonly name: string }>`
    select distinct rolname::text as name
    from pg_shdepend join pg_roles as role on refclassid = 'pg_authid'::regclass and refobjid = role.oid
    where dbid = (select oid from pg_database where datname = current_database())
      and deptype in ('o', 'a') and rolname <> ${username}`.execute(db);
  return rows.map(({ name }) => sql.id(name));
}
