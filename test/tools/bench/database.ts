import { ensureDatabase } from '../../../infra/local/postgres/index.ts';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { startBenchApi } from './api.ts';

export interface BenchDatabases {
  readonly userDataUrl: string;
  readonly rateLimitUrl: string;
}

/** Empty databases for one benchmark, so that the rows of others do not affect it. */
export async function createDatabases(postgres: OwnPostgres, measure: string): Promise<BenchDatabases> {
  const create = async (name: string) => {
    await ensureDatabase(postgres.url('postgres'), name);
    return postgres.url(name);
  };
  return {
    userDataUrl: await create(`bench_${measure}`),
    rateLimitUrl: await create(`bench_${measure}_rate_limit`),
  };
}

/** Creates the tables, as a deployment does. */
export async function migrate(databases: BenchDatabases): Promise<void> {
  const api = await startBenchApi(databases);
  await api.stop();
}
