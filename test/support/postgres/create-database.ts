import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { ensureDatabase } from '../../../infra/local/postgres/index.ts';

/**
 * Makes a new, empty database on the run's PostgreSQL.
 *
 * @returns its connection string.
 */
export async function createDatabase(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await ensureDatabase(server, name);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
