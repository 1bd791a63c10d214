import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

/** The superuser of every cluster made here. */
export const SUPERUSER = 'postgres';

/** PostgreSQL's programs get nothing of the developer's environment. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

/**
 * How a program names the data folder it was started in. An account that may not enter the folders above (a clone in
 * root's home) can neither use the path nor the `.` that PostgreSQL turns into the path; this link leads there all the
 * same.
 */
export function dataPath(cluster: string, account: Account): string {
  return account.switched && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/**
 * Makes the cluster when there is none: UTF-8, sorted by code point, entered with a password.
 *
 * @returns the superuser's password.
 */
export async function ensureCluster(
  dataDir: string,
  cluster: string,
  account: Account,
  binaries: Binaries,
): Promise<string> {
  const passwordFile = join(dataDir, 'password');
  if (await lstat(cluster).catch(() => undefined)) return readFile(passwordFile, 'utf8');
  await removeDrafts(dataDir);
  const password = randomBytes(16).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600 });
  const draft = `${cluster}.draft`;
  await mkdir(draft, { mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) await chown(draft, account.uid, account.gid);
  await initialise(draft, account, binaries, password);
  // A cluster half made never gets the name, so an interrupted first start is simply repeated.
  await rename(draft, cluster);
  return password;
}

async function removeDrafts(dataDir: string): Promise<void> {
  const drafts = (await readdir(dataDir)).filter((name) => name.endsWith('.draft'));
  await Promise.all(drafts.map((name) => rm(join(dataDir, name), { recursive: true })));
}

async function initialise(
  draft: string,
  account: Account,
  binaries: Binaries,
  password: string,
): Promise<void> {
  const parameters = [
    `--pgdata=${dataPath(draft, account)}`,
    `--username=${SUPERUSER}`,
    '--auth=password',
    '--pwfile=/dev/stdin',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    '--no-instructions',
  ];
  // Node's own pipes are sockets, which cannot be opened as /dev/stdin; the shell's are pipes.
  const child = spawn('/bin/sh', ['-c', 'cat | "$@"', 'sh', binaries.initdb, ...parameters], {
    cwd: draft,
    env: SERVER_ENVIRONMENT,
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(account.uid === undefined ? {} : { uid: account.uid }),
    ...(account.gid === undefined ? {} : { gid: account.gid }),
  });
  child.stdin.end(`${password}\n`);
  const [complaint, code] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve)),
  ]);
  if (code !== 0) throw new Error(`PostgreSQL could not make its data folder: ${complaint.trim()}`);
}
