import { Kysely, sql } from 'kysely';
import { config } from '../../config.ts';
import { DatabaseError } from '../errors.ts';
import { migrationDialect } from './dialect.ts';

const UNKNOWN_DATABASE = '3D000';
/** It was there before, or came at the same moment. */
const isThere = (error: unknown) =>
  error instanceof DatabaseError && ['42P04', '23505'].includes(error.sqlState ?? '');

/**
 * Whether a call failed because there is no such database in the cluster. PostgreSQL says so with a code of its own;
 * the Data API's words for it are not documented.
 */
export const isUnknownDatabase = (error: unknown): boolean =>
  error instanceof DatabaseError &&
  (error.sqlState === UNKNOWN_DATABASE ||
    error.name === 'DatabaseNotFoundException' ||
    /database .*(does not exist|not found)/i.test(error.message));

/**
 * Makes the rate limit's database. A new cluster has one database, the users'; PostgreSQL makes another from there.
 *
 * @throws DatabaseError
 */
export async function createRateLimitDatabase(): Promise<void> {
  const db = new Kysely<unknown>({ dialect: migrationDialect('user-data') });
  try {
    await sql`create database ${sql.id(config.RATE_LIMIT_DATABASE)}`.execute(db);
  } catch (error) {
    if (!isThere(error)) throw error;
  }
}
