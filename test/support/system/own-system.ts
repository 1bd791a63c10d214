import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../infra/local/postgres/index.ts';
import { DIGEST_KEYS_ARN } from '../../../infra/local/secrets-manager.ts';
import { type System, startSystem } from '../../../infra/local/system.ts';
import { config } from '../../../lib/config.ts';
import { hubs, routes } from '../../../lib/contract/index.ts';
import { removeFolder } from './folders.ts';

export interface OwnSystem extends System {
  /** Connection string of the user database. */
  readonly userDataUrl: string;
}

/** Starts the whole API on free ports with its own temporary PostgreSQL. It works outside test runs too. */
export async function startOwnSystem(): Promise<OwnSystem> {
  const postgres = await startOwnPostgres();
  try {
    const userDataUrl = postgres.url(config.USER_DATA_DATABASE);
    const system = await startSystem({
      port: 0,
      routes,
      hubs,
      bundleDir: 'dist',
      settings: { DIGEST_KEYS_ARN, ...config },
      userDataUrl,
      rateLimitUrl: postgres.url(config.RATE_LIMIT_DATABASE),
      log: () => {},
    });
    return {
      ...system,
      userDataUrl,
      stop: async () => {
        await system.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

export interface OwnPostgres {
  /** Connection string of a database. */
  url(database: string): string;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL with both databases, empty, in a temporary folder that is removed with it. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'liftlog-'));
  const databases = [config.USER_DATA_DATABASE, config.RATE_LIMIT_DATABASE];
  const postgres = await startPostgres({ dataDir, databases, durable: false });
  return {
    url: (database) => postgres.url(database),
    stop: async () => {
      await postgres.stop();
      await removeFolder(dataDir);
    },
  };
}
