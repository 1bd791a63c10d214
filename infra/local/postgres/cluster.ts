import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

/** The superuser of every cluster created here. */
export const SUPERUSER = 'postgres';

/** The environment of PostgreSQL's programs, which see nothing of the developer's. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

/**
 * The path by which a program names its data folder, which is its working directory. An account without access to the
 * folders above it (a clone in root's home) can use neither the real path nor `.`, which PostgreSQL resolves to it; but
 * it can use this link.
 */
export function dataPath(cluster: string, account: Account): string {
  return account.switched && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/**
 * Creates the cluster if it is missing: UTF-8, sorted by code point, with password authentication.
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
  // Only a complete cluster gets the name, so an interrupted first start is simply repeated.
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
  // Node's pipes are sockets, which cannot be opened as /dev/stdin; the shell's are real pipes.
  const child = spawn('/bin/sh', ['-c', 'cat | "$@"', 'sh', binaries.initdb, ...parameters], {
    cwd: draft,
    env: SERVER_ENVIRONMENT,
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(account.uid === undefined ? {} : { uid: account.uid }),
    ...(account.gid === undefined ? {} : { gid: account.gid }),
  });
  child.stdin.end(`${password}\n`);
  const [stderr, code] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve)),
  ]);
  if (code !== 0) throw new Error(`PostgreSQL could not create its data folder: ${stderr.trim()}`);
}
