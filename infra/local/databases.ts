import { config } from '../../lib/config.ts';
import type { LocalSettings } from './config.ts';
import { startPostgres } from './postgres/index.ts';

export interface Databases {
  readonly userDataUrl: string;
  readonly rateLimitUrl: string;
  /** A line for the developer. */
  readonly description: string;
  stop(): Promise<void>;
}

/** Opens the two databases, on the servers that the settings name or on an embedded PostgreSQL. */
export async function openDatabases({
  DATABASE_URL,
  RATE_LIMIT_DATABASE_URL,
  DATA_DIR,
}: LocalSettings): Promise<Databases> {
  if (DATABASE_URL !== undefined && RATE_LIMIT_DATABASE_URL !== undefined) {
    const description = 'DATABASE_URL and RATE_LIMIT_DATABASE_URL';
    return {
      userDataUrl: DATABASE_URL,
      rateLimitUrl: RATE_LIMIT_DATABASE_URL,
      description,
      stop: async () => {},
    };
  }
  const { USER_DATA_DATABASE, RATE_LIMIT_DATABASE } = config;
  const postgres = await startPostgres({
    dataDir: DATA_DIR,
    databases: [USER_DATA_DATABASE, RATE_LIMIT_DATABASE],
  });
  return {
    userDataUrl: DATABASE_URL ?? postgres.url(USER_DATA_DATABASE),
    rateLimitUrl: RATE_LIMIT_DATABASE_URL ?? postgres.url(RATE_LIMIT_DATABASE),
    description: `PostgreSQL in ${DATA_DIR}, port ${postgres.port}`,
    stop: () => postgres.stop(),
  };
}
