import { Kysely } from 'kysely';
import { config } from '../config.ts';
import { DataApi } from './data-api.ts';
import { Dialect } from './dialect.ts';
import type { RetryDeadlines } from './retry.ts';
import type { RateLimitTables, UserDataTables } from './tables.ts';

/** Kysely for one database and one request. */
export interface Database<Tables> {
  readonly queries: Kysely<Tables>;
  readonly dataApi: DataApi;
}

export const openUserData = (deadlines: RetryDeadlines): Database<UserDataTables> =>
  open(config.USER_DATA_DATABASE, config.USER_DATA_SECRET_ARN, deadlines);

export const openRateLimit = (deadlines: RetryDeadlines): Database<RateLimitTables> =>
  open(config.RATE_LIMIT_DATABASE, config.RATE_LIMIT_SECRET_ARN, deadlines);

function open<Tables>(
  database: string,
  secretArn: string | undefined,
  deadlines: RetryDeadlines,
): Database<Tables> {
  const dataApi = new DataApi(deadlines);
  const dialect = new Dialect(dataApi, database, secretArn ?? config.DATABASE_SECRET_ARN);
  return { queries: new Kysely<Tables>({ dialect }), dataApi };
}
