import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startPostgres } from '../../../../infra/local/postgres/index.ts';
import { removeFolder } from '../../../support/system/folders.ts';
import { query, type ServerProcess, startServerProcess } from './server-process.ts';

let dataDir: string;
let server: ServerProcess;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'postgres-test-'));
  server = await startServerProcess({ dataDir });
});
afterEach(async () => {
  server.child.kill('SIGKILL');
  await removeFolder(dataDir);
});

const lockFile = (): string => join(dataDir, 'cluster', 'postmaster.pid');
const postmaster = async (): Promise<number> => Number.parseInt(await readFile(lockFile(), 'utf8'), 10);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Kills the shells that watch over a server, which would shut it down, and then the other processes. */
async function killWithGuard(postmasterPid: number, ...others: number[]): Promise<void> {
  const [, guard] = /\) \S (\d+)/.exec(await readFile(`/proc/${postmasterPid}/stat`, 'utf8')) ?? [];
  const children = await readFile(`/proc/${guard}/task/${guard}/children`, 'utf8');
  const watchers = children
    .trim()
    .split(' ')
    .map(Number)
    .filter((child) => child !== postmasterPid);
  for (const pid of [Number(guard), ...watchers, ...others]) process.kill(pid, 'SIGKILL');
}

it('a second process is refused, and the first serves on', async () => {
  await expect(startServerProcess({ dataDir })).rejects.toThrow(`in use by process ${server.pid}`);
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('Ctrl-C, which reaches the whole process group, leaves nothing behind', async () => {
  const pid = await postmaster();
  process.kill(-server.pid, 'SIGINT');
  expect(await server.exited).toEqual([0, null]);
  expect(isRunning(pid)).toBe(false);
  await expect(readFile(lockFile())).rejects.toThrow('ENOENT');
});

it('a server ends by itself when its Node is killed', async () => {
  const pid = await postmaster();
  server.child.kill('SIGKILL');
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
});

it('the next start follows a kill at once, and has the data', async () => {
  await query(server.url, 'create table lift as select 100 as kg');
  server.child.kill('SIGKILL');
  await server.exited;
  const next = await startPostgres({ dataDir });
  expect(await query(next.url('kept'), 'select kg from lift')).toEqual([{ kg: 100 }]);
  await next.stop();
});

it.runIf(process.platform === 'linux')('the next start ends a server that was left running', async () => {
  await query(server.url, 'create table lift as select 100 as kg');
  const pid = await postmaster();
  await killWithGuard(pid, server.pid);
  await server.exited;
  expect(isRunning(pid)).toBe(true);

  const next = await startPostgres({ dataDir });
  expect(isRunning(pid)).toBe(false);
  expect(await query(next.url('kept'), 'select kg from lift')).toEqual([{ kg: 100 }]);
  await next.stop();
});

it.runIf(process.platform === 'linux')('the next start recovers from a killed server', async () => {
  await query(server.url, 'create table lift as select 100 as kg');
  const pid = await postmaster();
  await killWithGuard(pid, server.pid, pid);
  await server.exited;
  const next = await startPostgres({ dataDir });
  expect(await query(next.url('kept'), 'select kg from lift')).toEqual([{ kg: 100 }]);
  await next.stop();
});

it.runIf(process.platform === 'linux')(
  'the next start waits for what a killed server left running',
  async () => {
    await query(server.url, 'create table lift as select 100 as kg');
    const pid = await postmaster();
    const [child] = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'))
      .trim()
      .split(' ')
      .map(Number);
    if (child === undefined) throw new Error('The server has processes of its own.');
    // It holds the server's shared memory until it notices that the server is gone.
    process.kill(child, 'SIGSTOP');
    await killWithGuard(pid, server.pid, pid);
    await server.exited;
    const starting = startPostgres({ dataDir });
    setTimeout(() => process.kill(child, 'SIGCONT'), 1_000);
    const next = await starting;
    expect(await query(next.url('kept'), 'select kg from lift')).toEqual([{ kg: 100 }]);
    await next.stop();
  },
);

it('a process that has the id of an earlier server is left alone', async () => {
  const lock = await readFile(lockFile(), 'utf8');
  process.kill(-server.pid, 'SIGINT');
  await server.exited;
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
  await once(bystander, 'spawn');
  await writeFile(lockFile(), lock.replace(/^\d+/, String(bystander.pid)));

  const next = await startPostgres({ dataDir });
  expect(bystander.exitCode).toBeNull();
  expect(bystander.signalCode).toBeNull();
  await next.stop();
  bystander.kill();
});
