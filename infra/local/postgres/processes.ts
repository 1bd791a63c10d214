import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a process with this id runs; it may belong to anyone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The state of a process that has ended while nobody has asked how; in some containers nobody ever does. */
const ENDED = /^[ZX]/;

/**
 * When a process started, as text that only serves to compare: with it, an id tells one process for ever, though
 * the system gives ids out again.
 *
 * @returns undefined when no such process runs.
 */
export async function startTime(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The name in parentheses may hold spaces. Of proc_pid_stat(5) the fields after it are the 3rd, the state, …
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    // … and the 22nd, the time.
    return ENDED.test(fields[0] ?? '') ? undefined : fields[19];
  }
  const listed = await run('ps', ['-o', 'state=,lstart=', '-p', String(pid)]).catch(() => undefined);
  const [state = '', ...time] = listed?.stdout.trim().split(/\s+/) ?? [];
  return state === '' || ENDED.test(state) ? undefined : time.join(' ');
}

/** A process's program and parameters; empty when there is no such process. */
export async function commandLine(pid: number): Promise<string> {
  // Root in a container may not see another account's working directory or program, but everyone sees this.
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const listed = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => undefined);
  return listed?.stdout ?? '';
}

/** Waits until a process has ended. @returns whether it did, within so many milliseconds. */
export async function hasEnded(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}
