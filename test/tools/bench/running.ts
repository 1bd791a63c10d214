import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import type { OwnPostgres } from '../../support/system/own-system.ts';
import { createDatabases } from './database.ts';

const USERS = 200;
const PLAN_BYTES = 2_000;

/** The whole stand-in, as `npm run dev` starts it, in a process of its own. */
export interface Running {
  readonly url: string;
  readonly users: readonly string[];
  /** Of gateway, functions and Data API so far, in milliseconds; undefined except on Linux. */
  readonly processorTime: () => number;
  stop(): Promise<void>;
}

/**
 * Starts the stand-in on databases of its own, with users and their events in them.
 *
 * @param folder of the code.
 */
export async function startFrom(postgres: OwnPostgres, name: string, folder: string): Promise<Running> {
  const { userDataUrl, rateLimitUrl } = await createDatabases(postgres, name);
  const child = fork('test/tools/load/server.ts', [userDataUrl, rateLimitUrl], { cwd: folder });
  const exited = once(child, 'exit');
  const failed = exited.then(() => Promise.reject(new Error(`The API in ${folder} ended by itself.`)));
  failed.catch(() => {});
  const [{ url }] = await Promise.race([once(child, 'message'), failed]);
  // Tables, and the code that fills them, may have changed since.
  const { Seed }: typeof import('./seed.ts') = await import(
    pathToFileURL(resolve(folder, 'test/tools/bench/seed.ts')).href
  );
  const seed = new Seed(userDataUrl);
  const users = await seed.users(USERS);
  await seed.events(users, 50, 500);
  await seed.finish();
  await fillPlans(userDataUrl);
  return {
    url,
    users,
    processorTime: () => processorTimeOf(child.pid),
    stop: async () => {
      child.disconnect();
      await exited;
    },
  };
}

/** Makes all plans equally large, whatever the folder's own seed does, so that the responses are comparable. */
async function fillPlans(userDataUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: userDataUrl });
  await client.connect();
  try {
    await client.query('update users set encrypted_current_plan = $1', [Buffer.alloc(PLAN_BYTES, 1)]);
  } finally {
    await client.end();
  }
}

/** Source: proc_pid_stat(5): fields 14 and 15, in hundredths of a second; the name before them may hold spaces. */
function processorTimeOf(pid: number | undefined): number {
  if (process.platform !== 'linux') return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
