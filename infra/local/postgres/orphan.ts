import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine, hasEnded, isAlive } from './processes.ts';

/** The record of a server in its data folder. */
interface Recorded {
  pid: number;
  port: string;
}

/**
 * Stops a server that a killed process left running on this data. Call it only as the owner of the data, when nobody
 * else can be using the server.
 *
 * @throws when it does not end.
 */
export async function endOrphan(cluster: string): Promise<void> {
  const lock = join(cluster, 'postmaster.pid');
  const recorded = await read(lock);
  if (!recorded || !isAlive(recorded.pid)) return;
  if (!(await isServer(recorded))) {
    // PostgreSQL would not start while any process has the id in this lock.
    await rm(lock);
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    send(recorded.pid, signal);
    if (await hasEnded(recorded.pid, 10_000)) return;
  }
  throw new Error(`A PostgreSQL left over from an earlier run (process ${recorded.pid}) does not stop.`);
}

/** The first line is the process, the fourth its port. */
async function read(lock: string): Promise<Recorded | undefined> {
  const [pid = '', , , port = ''] = (await readFile(lock, 'utf8').catch(() => '')).split('\n');
  return Number(pid) > 1 ? { pid: Number(pid), port } : undefined;
}

/** After a reboot the id may belong to any process; the server is recognized by the port on its command line. */
async function isServer({ pid, port }: Recorded): Promise<boolean> {
  const command = await commandLine(pid);
  return command.includes('postgres') && command.includes(`port=${port}`);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in the meantime.
  }
}
