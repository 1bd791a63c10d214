import { Kysely } from 'kysely';
import { config } from '../config.ts';
import { DataApi } from './data-api.ts';
import { Dialect } from './dialect.ts';
import type { Patience } from './patience.ts';
import type { UserDataTables } from './tables.ts';

/** Kysely on one database, for the length of one request. */
export interface Database<Tables> {
  readonly queries: Kysely<Tables>;
  readonly dataApi: DataApi;
}

export function openUserData(patience: Patience): Database<UserDataTables> {
  const dataApi = new DataApi(patience);
  const dialect = new Dialect(dataApi, config.USER_DATA_DATABASE);
  return { queries: new Kysely<UserDataTables>({ dialect }), dataApi };
}
