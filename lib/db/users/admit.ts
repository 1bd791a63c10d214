import { Kysely, sql } from 'kysely';
import { advisoryLocks } from '../advisory-locks.ts';
import { migrationDialect } from '../migrations/dialect.ts';
import type { MigratedDatabase } from '../migrations/index.ts';
import { untilAvailable } from '../migrations/until-available.ts';
import { closeToOthers } from './close.ts';
import { grantWork } from './grant.ts';
import { passwordVerifier } from './password-verifier.ts';

/** A PostgreSQL user, as in its secret. */
export interface DatabaseUser {
  readonly username: string;
  /** Printable ASCII. */
  readonly password: string;
}

/**
 * Creates a user who may read and write the rows of one database, and nothing else, or changes its password. Also revokes
 * everybody's default access to the database. Repeating it changes only the password.
 *
 * @param deadline as of `Date.now()`.
 * @throws Error with the reason; in that case, nothing has changed.
 */
export async function admitUser(
  database: MigratedDatabase,
  user: DatabaseUser,
  deadline: number,
): Promise<void> {
  const db = new Kysely<unknown>({ dialect: migrationDialect(database, deadline) });
  const { error } = await untilAvailable(() =>
    db
      .transaction()
      .execute((transaction) => admit(transaction, user))
      .then(
        () => ({ error: undefined }),
        (thrown: unknown) => ({ error: thrown }),
      ),
  );
  if (error === undefined) return;
  const reason = error instanceof Error ? error.message : 'unknown error';
  throw new Error(`Granting ${user.username} access to ${database} failed: ${reason}`, { cause: error });
}

async function admit(db: Kysely<unknown>, { username, password }: DatabaseUser): Promise<void> {
  // PostgreSQL refuses to grant rights to one object in two transactions at once: "tuple concurrently updated".
  await sql`select pg_advisory_xact_lock(${sql.lit(advisoryLocks.grants)})::text`.execute(db);
  const { database, isOurs, exists, isTaken } = await inspect(db, username);
  if (!isOurs)
    throw new Error('the user of DATABASE_SECRET_ARN must own the database, or be a member of its owner.');
  if (isTaken) throw new Error('this user exists and has more rights. Put another username into the secret.');
  const verb = exists ? sql`alter` : sql`create`;
  const verifier = sql.lit(passwordVerifier(password));
  await sql`${verb} role ${sql.id(username)} login password ${verifier}`.execute(db);
  await closeToOthers(db, database, username);
  await grantWork(db, database, username);
}

interface Found {
  readonly database: string;
  /** Tells whether the current user owns the database. */
  readonly isOurs: boolean;
  readonly exists: boolean;
  /** Tells whether the user already owns something or has more rights than it should. */
  readonly isTaken: boolean;
}

async function inspect(db: Kysely<unknown>, username: string): Promise<Found> {
  const { rows } = await sql<Found>`
    select current_database()::text as database, pg_has_role(datdba, 'usage') as "isOurs",
      role.oid is not null as exists,
      coalesce(
        rolsuper or rolcreaterole or rolcreatedb or rolname = current_user or exists (
          select from pg_shdepend
          where refclassid = 'pg_authid'::regclass and refobjid = role.oid and deptype = 'o'
        ),
        false
      ) as "isTaken"
    from pg_database left join pg_roles as role on rolname = ${username}
    where datname = current_database()`.execute(db);
  const [found] = rows;
  if (found === undefined) throw new Error('PostgreSQL did not return the current database.');
  return found;
}
