import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Run {
  readonly code: number | null;
  /** The output on stdout and stderr. */
  readonly output: string;
}

/** Runs a program until it ends or times out. @throws Error when there is no such program. */
export async function run(
  program: string,
  args: readonly string[],
  { env = {}, minutes = 5 }: { env?: Readonly<Record<string, string>>; minutes?: number } = {},
): Promise<Run> {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: minutes * 60_000,
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, output: `${out}${err}` };
}

/** Returns true if the program is on the PATH. */
export const isInstalled = (program: string): Promise<boolean> =>
  run(program, ['--help']).then(
    () => true,
    () => false,
  );
