import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Postgres, startPostgres } from '../../../infra/local/postgres/index.ts';
import { config } from '../../../lib/config.ts';
import { removeFolder } from '../system/folders.ts';

/** A durable PostgreSQL that can be killed. */
export interface KillablePostgres extends AsyncDisposable {
  readonly userDataUrl: string;
  readonly rateLimitUrl: string;
  /** Kills all processes of the server, and restarts it on the same data and port. */
  killAndStart(): Promise<void>;
}

export async function startKillablePostgres(): Promise<KillablePostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'liftlog-killed-'));
  const databases = [config.USER_DATA_DATABASE, config.RATE_LIMIT_DATABASE];
  let postgres: Postgres = await startPostgres({ dataDir, databases });
  return {
    userDataUrl: postgres.url(config.USER_DATA_DATABASE),
    rateLimitUrl: postgres.url(config.RATE_LIMIT_DATABASE),
    killAndStart: async () => {
      const { port } = postgres;
      const [postmaster] = (await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
      const children = await childrenOf(Number(postmaster));
      for (const pid of [Number(postmaster), ...children]) kill(pid);
      await postgres.stop();
      postgres = await startPostgres({ dataDir, databases, port });
    },
    [Symbol.asyncDispose]: async () => {
      await postgres.stop();
      await removeFolder(dataDir);
    },
  };
}

/** The child processes; empty without /proc, where they end by themselves after their parent. */
async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return children.trim().split(' ').filter(Boolean).map(Number);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
}
