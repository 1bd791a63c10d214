import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Postgres, startPostgres } from '../../../infra/local/postgres/index.ts';
import { config } from '../../../lib/config.ts';
import { removeFolder } from '../system/folders.ts';

/** A PostgreSQL that keeps its promises, and can be killed. */
export interface MortalPostgres extends AsyncDisposable {
  readonly userDataUrl: string;
  readonly rateLimitUrl: string;
  /** Kills every process of the server at once, and starts it again on the same data and port. */
  killAndStart(): Promise<void>;
}

export async function startMortalPostgres(): Promise<MortalPostgres> {
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

/** Where there is no /proc, they end by themselves when they find their parent dead. */
async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return children.trim().split(' ').filter(Boolean).map(Number);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
