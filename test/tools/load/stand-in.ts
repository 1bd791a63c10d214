import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../infra/local/postgres/index.ts';
import { config } from '../../../lib/config.ts';
import { removeFolder } from '../../support/system/folders.ts';
import { postgresMemory } from './postgres-memory.ts';

const MIB = 1_024 * 1_024;

/** The memory of the stand-in at a point in time. */
export interface Memory {
  /** MiB of the process with gateway, functions and Data API. */
  readonly api: number;
  /** MiB of PostgreSQL's processes; undefined if the system doesn't tell. */
  readonly postgres: number | undefined;
}

/** The API as `npm run dev` serves it, in processes of its own, on temporary data. */
export interface StandIn {
  readonly url: string;
  readonly userDataUrl: string;
  memory(): Promise<Memory>;
  /** The log lines since the last call that are not of ordinary requests. */
  failures(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const dataDir = await mkdtemp(join(tmpdir(), 'liftlog-load-'));
  const databases = [config.USER_DATA_DATABASE, config.RATE_LIMIT_DATABASE];
  const postgres = await startPostgres({ dataDir, databases });
  const userDataUrl = postgres.url(config.USER_DATA_DATABASE);
  const server = new URL('./server.ts', import.meta.url);
  const child = fork(server, [userDataUrl, postgres.url(config.RATE_LIMIT_DATABASE)]);
  const exited = once(child, 'exit');
  const failed = exited.then(() => Promise.reject(new Error('The API ended by itself.')));
  failed.catch(() => {});
  const nextMessage = async () => (await Promise.race([once(child, 'message'), failed]))[0];
  const stop = async () => {
    if (child.connected) child.disconnect();
    await exited;
    await postgres.stop();
    await removeFolder(dataDir);
  };
  const failures: string[] = [];
  const ask = async (): Promise<number> => {
    const response = nextMessage();
    child.send('memory');
    const { bytes, failures: logged } = await response;
    failures.push(...logged);
    return bytes / MIB;
  };
  try {
    const { url } = await nextMessage();
    return {
      url,
      userDataUrl,
      memory: async () => ({ api: await ask(), postgres: await postgresMemory(userDataUrl) }),
      failures: async () => {
        await ask();
        return failures.splice(0);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
