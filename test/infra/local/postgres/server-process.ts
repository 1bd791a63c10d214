import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const runServer = fileURLToPath(new URL('run-server.ts', import.meta.url));
const postgresModule = new URL('../../../../infra/local/postgres/index.ts', import.meta.url).href;

/** A server run by a Node of its own, the leader of a process group as a shell would make it. */
export interface ServerProcess {
  child: ChildProcess;
  pid: number;
  url: string;
  exited: Promise<unknown>;
}

interface Options {
  dataDir: string;
  script?: string;
  module?: string;
  uid?: number;
  gid?: number;
  env?: NodeJS.ProcessEnv;
}

/** @throws with what the process wrote, when it ends before the server runs. */
export async function startServerProcess(options: Options): Promise<ServerProcess> {
  const { dataDir, script = runServer, module = postgresModule, ...spawning } = options;
  const child = spawn(process.execPath, [script, module, dataDir], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...spawning,
  });
  const exited = once(child, 'exit');
  const complaint = text(child.stderr);
  const url = once(createInterface(child.stdout), 'line').then(([line]) => String(line));
  const early = exited.then(async () => {
    throw new Error(await complaint);
  });
  early.catch(() => undefined);
  return { child, pid: child.pid ?? 0, url: await Promise.race([url, early]), exited };
}

/** Runs one statement. @returns its rows. */
export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
