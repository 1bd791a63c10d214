import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Returns true if a process with this id is running, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The states of a process that has ended but was not reaped; in some containers no process ever is. */
const ENDED = /^[ZX]/;

/**
 * The start time of a process as text, for comparison only. Id and start time together identify a process, although the
 * system reuses ids.
 *
 * @returns undefined when no such process runs.
 */
export async function startTime(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The name in parentheses may contain spaces. After it come field 3 of proc_pid_stat(5), the state, …
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    // … and field 22, the start time.
    return ENDED.test(fields[0] ?? '') ? undefined : fields[19];
  }
  const listed = await run('ps', ['-o', 'state=,lstart=', '-p', String(pid)]).catch(() => undefined);
  const [state = '', ...time] = listed?.stdout.trim().split(/\s+/) ?? [];
  return state === '' || ENDED.test(state) ? undefined : time.join(' ');
}

/** The command line of a process; empty when there is no such process. */
export async function commandLine(pid: number): Promise<string> {
  // Root in a container may not see another account's working directory or program, but everyone sees this.
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const listed = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => undefined);
  return listed?.stdout ?? '';
}

/** Waits until a process has ended. @returns false if it has not within the given milliseconds. */
export async function hasEnded(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}
