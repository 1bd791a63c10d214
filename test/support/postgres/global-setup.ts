import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../../infra/local/postgres/index.ts';
import { removeFolder } from '../system/folders.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the run's PostgreSQL, as its superuser. */
    postgresUrl: string;
  }
}

/**
 * Starts one PostgreSQL for the whole run, with temporary data. Node's compile cache is kept beside it, because the
 * same few bundles start a thousand times.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'liftlog-test-'));
  process.env['NODE_COMPILE_CACHE'] = join(dataDir, 'compiled');
  const postgres = await startPostgres({ dataDir, durable: false });
  project.provide('postgresUrl', postgres.url('postgres'));
  return async () => {
    await postgres.stop();
    await removeFolder(dataDir);
  };
}
