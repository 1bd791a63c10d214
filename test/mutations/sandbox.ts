import { cp, mkdtemp, readdir, realpath, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const FOLDERS = ['functions', 'infra', 'lib', 'test'];

/**
 * Copies the project, all but what is secret, installed or made. The packages are this project's own.
 *
 * @returns the copy's folder, whose sources may be changed.
 */
export async function createSandbox(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mutations-')));
  const entries = await readdir('.', { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== '.env').map(({ name }) => name);
  for (const name of [...FOLDERS, ...files]) await cp(name, join(folder, name), { recursive: true });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}
