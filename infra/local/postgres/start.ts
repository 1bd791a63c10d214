import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { dataPath, ensureCluster, SUPERUSER } from './cluster.ts';
import { ensureDataFolder } from './data-folder.ts';
import { ensureDatabase } from './database.ts';
import { type Guard, startGuard } from './guard.ts';
import { endOrphan } from './orphan.ts';
import { own } from './owner.ts';
import { freePort } from './port.ts';
import { serverSettings } from './settings.ts';
import type { Postgres, PostgresOptions } from './types.ts';

const STOP_TIMEOUT = 10_000;
/** Milliseconds to wait for processes that a killed server left running. */
const LEFT_RUNNING_TIMEOUT = 10_000;
const QUOTED_LINES = 5;

type Log = PostgresOptions['log'];

/**
 * Starts PostgreSQL 17 on 127.0.0.1 and keeps its data in `dataDir` between runs. Works for root and any other user, on
 * Linux and macOS. The server stops when this process ends, even if it is killed.
 *
 * @throws when another running process owns `dataDir`, the port is in use, or the server does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = await ensureDataFolder(options.dataDir);
  const release = await own(dataDir);
  try {
    return await startOwned(dataDir, options, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function startOwned(
  dataDir: string,
  options: PostgresOptions,
  release: () => Promise<void>,
): Promise<Postgres> {
  const cluster = join(dataDir, 'cluster');
  await endOrphan(cluster);
  const account = await serverAccount(cluster);
  const binaries = await findBinaries(account);
  const password = await ensureCluster(dataDir, cluster, account, binaries);
  const port = await freePort(options.port ?? 0);
  const durable = options.durable ?? true;
  const guard = await startServer(
    cluster,
    () =>
      startGuard({
        program: binaries.postgres,
        parameters: ['-D', dataPath(cluster, account), ...serverSettings({ port, durable })],
        directory: cluster,
        account,
        signal: durable ? 'INT' : 'QUIT',
      }),
    options.log,
  );
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= endGuard(guard).then(release);
    return stopped;
  };
  const url = (database: string): string =>
    `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  try {
    for (const name of options.databases ?? []) await ensureDatabase(url('postgres'), name);
  } catch (error) {
    await endGuard(guard);
    throw error;
  }
  return { port, url, stop };
}

/**
 * Starts the server and waits until it accepts connections. The processes of a server that was killed hold its memory for
 * a moment, until they notice: then it is started again.
 */
async function startServer(cluster: string, start: () => Guard, log?: Log): Promise<Guard> {
  const deadline = Date.now() + LEFT_RUNNING_TIMEOUT;
  for (;;) {
    const before = await lockText(cluster);
    const guard = start();
    try {
      await ready(guard, () => saysReady(cluster, before), log);
      return guard;
    } catch (error) {
      await endGuard(guard);
      const isLeft = error instanceof Error && error.message.includes('shared memory block');
      if (!isLeft || Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

/** Waits until the server's lock file says that it accepts connections, as PostgreSQL's pg_ctl does. */
async function ready(guard: Guard, isReady: () => Promise<boolean>, log?: Log): Promise<void> {
  const lines: string[] = [];
  createInterface(guard.stderr).on('line', (line) => {
    if (lines.push(line) > QUOTED_LINES) lines.shift();
    log?.(line);
  });
  let failure: Error | undefined;
  guard.once('error', (error) => {
    failure = error;
  });
  while (!(await isReady())) {
    if (failure) throw failure;
    if (hasExited(guard)) throw new Error(`PostgreSQL did not start: ${lines.join('\n')}`);
    await sleep(5);
  }
}

/** @param before the content before the start: a server that was killed leaves its lock file behind. */
async function saysReady(cluster: string, before: string): Promise<boolean> {
  const text = await lockText(cluster);
  return text !== before && text.split('\n')[7]?.trim() === 'ready';
}

const lockText = (cluster: string): Promise<string> =>
  readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');

const hasExited = (guard: Guard): boolean => guard.exitCode !== null || guard.signalCode !== null;

async function endGuard(guard: Guard): Promise<void> {
  if (hasExited(guard) || guard.pid === undefined) return;
  const { pid } = guard;
  const exited = once(guard, 'exit');
  guard.stdin.end();
  const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), STOP_TIMEOUT);
  await exited;
  clearTimeout(timer);
}
