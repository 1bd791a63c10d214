import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Run {
  readonly code: number | null;
  /** What it wrote, to both. */
  readonly output: string;
}

/** Runs a program to its end, or to the end of its time. @throws Error when there is no such program. */
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

/** Whether there is such a program on the path. */
export const isInstalled = (program: string): Promise<boolean> =>
  run(program, ['--help']).then(
    () => true,
    () => false,
  );
