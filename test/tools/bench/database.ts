import { ensureDatabase } from '../../../infra/local/postgres/index.ts';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { startBenchApi } from './api.ts';

export interface BenchDatabases {
  readonly userDataUrl: string;
  readonly rateLimitUrl: string;
}

/** Empty databases for one measure, so that the rows of the others are not in its way. */
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

/** Makes the tables, as the API does when it starts. */
export async function migrate(databases: BenchDatabases): Promise<void> {
  const api = await startBenchApi(databases);
  await api.stop();
}
