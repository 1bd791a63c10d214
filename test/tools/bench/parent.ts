import { spawn } from 'node:child_process';
import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { removeFolder } from '../../support/system/folders.ts';

/** The commit to compare the working tree with: `BENCH_PARENT`, by default the last commit's parent. */
export const PARENT = process.env['BENCH_PARENT'] ?? 'HEAD^';

export interface Checkout {
  readonly folder: string;
  remove(): Promise<void>;
}

/** The project as it was at {@link PARENT}, built, with the packages that are installed here; undefined without git. */
export async function checkOutParent(): Promise<Checkout | undefined> {
  if (!(await succeeds('git', ['rev-parse', '--verify', '--quiet', `${PARENT}^{commit}`], '.')))
    return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'liftlog-parent-'));
  const remove = () => removeFolder(folder);
  try {
    const archive = join(folder, 'parent.tar');
    await run('git', ['archive', '--output', archive, PARENT], '.');
    await run('tar', ['-xf', archive], folder);
    await symlink(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    await run(process.execPath, ['esbuild.config.mjs'], folder);
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function run(...command: Parameters<typeof succeeds>): Promise<void> {
  if (!(await succeeds(...command))) throw new Error(`${command.flat().join(' ')} failed.`);
}

async function succeeds(command: string, values: readonly string[], cwd: string): Promise<boolean> {
  const child = spawn(command, values, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  const exitCode = await new Promise((settle) => child.once('error', settle).once('exit', settle));
  return exitCode === 0;
}
