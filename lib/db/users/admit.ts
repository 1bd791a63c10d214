import { Kysely, sql } from 'kysely';
import { migrationDialect } from '../migrations/dialect.ts';
import type { MigratedDatabase } from '../migrations/index.ts';
import { untilAvailable } from '../migrations/until-available.ts';
import { closeToOthers } from './close.ts';
import { grantWork } from './grant.ts';
import { passwordVerifier } from './password-verifier.ts';

/** A user of PostgreSQL's, as its secret holds it. */
export interface DatabaseUser {
  readonly username: string;
  /** Printable ASCII. */
  readonly password: string;
}

/**
 * Makes a user who may read and write the rows of one database, and nothing else: makes it or changes its password,
 * lets it in, and lets nobody else in who has no business there. Doing it again changes nothing but the password.
 *
 * @throws Error that says why it can't be; then nothing has changed.
 */
export async function admitUser(database: MigratedDatabase, user: DatabaseUser): Promise<void> {
  const db = new Kysely<unknown>({ dialect: migrationDialect(database) });
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
  throw new Error(`Letting ${user.username} into ${database} failed: ${reason}`, { cause: error });
}

async function admit(db: Kysely<unknown>, { username, password }: DatabaseUser): Promise<void> {
  const { database, isOurs, exists, isTaken } = await look(db, username);
  if (!isOurs)
    throw new Error(
      'the user of DATABASE_SECRET_ARN has to own the database, or to be a member of who does.',
    );
  if (isTaken) throw new Error('this user is more than that already. Put another username into the secret.');
  const verb = exists ? sql`alter` : sql`create`;
  const verifier = sql.lit(passwordVerifier(password));
  await sql`${verb} role ${sql.id(username)} login password ${verifier}`.execute(db);
  await closeToOthers(db, database, username);
  await grantWork(db, database, username);
}

interface Found {
  readonly database: string;
  /** Whether the database belongs to who asks. */
  readonly isOurs: boolean;
  readonly exists: boolean;
  /** Whether there is such a user who owns something or may do more than we would let it. */
  readonly isTaken: boolean;
}

async function look(db: Kysely<unknown>, username: string): Promise<Found> {
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
  if (found === undefined) throw new Error('PostgreSQL does not know the database that it is in.');
  return found;
}
