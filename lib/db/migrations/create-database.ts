import { Kysely, sql } from 'kysely';
import { config } from '../../config.ts';
import { DatabaseError } from '../errors.ts';
import { migrationDialect } from './dialect.ts';

const UNKNOWN_DATABASE = '3D000';
/** The database exists already, or was created at the same time. */
const alreadyExists = (error: unknown) =>
  error instanceof DatabaseError && ['42P04', '23505'].includes(error.sqlState ?? '');

/**
 * Tells whether a call failed because the database does not exist. PostgreSQL has a code for it; the Data API's message
 * is not documented.
 */
export const isUnknownDatabase = (error: unknown): boolean =>
  error instanceof DatabaseError &&
  (error.sqlState === UNKNOWN_DATABASE ||
    error.name === 'DatabaseNotFoundException' ||
    /database .*(does not exist|not found)/i.test(error.message));

/**
 * Creates the rate limit's database. A new cluster has only the user database, from which this connects.
 *
 * @param deadline as of `Date.now()`.
 * @throws DatabaseError
 */
export async function createRateLimitDatabase(deadline: number): Promise<void> {
  const db = new Kysely<unknown>({ dialect: migrationDialect('user-data', deadline) });
  try {
    await sql`create database ${sql.id(config.RATE_LIMIT_DATABASE)}`.execute(db);
  } catch (error) {
    if (!alreadyExists(error)) throw error;
  }
}
