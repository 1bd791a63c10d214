import type pg from 'pg';
import { startSystem } from '../../../infra/local/system.ts';
import { config } from '../../../lib/config.ts';
import { createDatabase, onServer } from './create-database.ts';

/** Connection strings of the API's two databases. */
export interface DatabaseUrls {
  readonly userDataUrl: string;
  readonly rateLimitUrl: string;
}

const USER_DATA = 'migrated_user_data';
const RATE_LIMIT = 'migrated_rate_limit';

/** Creates a pair of empty, migrated databases. They are copies, because migrations take far longer. */
export async function createMigratedDatabases(): Promise<DatabaseUrls> {
  templates ??= onServer(ensureTemplates);
  await templates;
  const [userDataUrl, rateLimitUrl] = await Promise.all([
    createDatabase(USER_DATA),
    createDatabase(RATE_LIMIT),
  ]);
  return { userDataUrl, rateLimitUrl };
}

let templates: Promise<void> | undefined;

/** Creates the databases to copy, unless another process of the run has. */
async function ensureTemplates(client: pg.Client): Promise<void> {
  // The lock ends with the connection.
  await client.query('select pg_advisory_lock(1)');
  const { rowCount } = await client.query('select from pg_database where datname = $1', [RATE_LIMIT]);
  if (rowCount === 1) return;
  const [userDataUrl, rateLimitUrl] = await Promise.all([createDatabase(), createDatabase()]);
  const system = await startSystem({
    port: 0,
    routes: [],
    hubs: [],
    bundleDir: 'dist',
    settings: config,
    userDataUrl,
    rateLimitUrl,
    log: () => {},
  });
  await system.stop();
  // In this order, so that if the second exists, both do.
  await rename(client, userDataUrl, USER_DATA);
  await rename(client, rateLimitUrl, RATE_LIMIT);
}

async function rename(client: pg.Client, url: string, name: string): Promise<void> {
  await client.query(`alter database ${new URL(url).pathname.slice(1)} rename to ${name}`);
}
