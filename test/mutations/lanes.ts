import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job, Outcome } from './job.ts';
import { createSandbox } from './sandbox.ts';

/** Milliseconds that one job may take; a mutation may make something wait for ever. */
const TIME_LIMIT = 240_000;

const TIMED_OUT: Outcome = { killedBy: `the time limit of ${TIME_LIMIT / 1_000} s` };
const ENDED: Outcome = { error: 'The process that runs the tests has ended by itself.' };

/** Does jobs in a sandbox of its own until there are none left. */
export async function runLane(
  jobs: Iterator<Job>,
  onOutcome: (job: Job, outcome: Outcome, seconds: number) => void,
): Promise<void> {
  let folder = await createSandbox();
  let lane: ChildProcess | undefined;
  try {
    lane = await startLane(folder);
    for (let next = jobs.next(); next.done !== true; next = jobs.next()) {
      const start = performance.now();
      const outcome = await ask(lane, next.value);
      onOutcome(next.value, outcome, (performance.now() - start) / 1_000);
      if (outcome === TIMED_OUT || outcome === ENDED) {
        // What it was changing is left as it was then.
        await end(lane, 'SIGKILL');
        await rm(folder, { recursive: true, force: true });
        folder = await createSandbox();
        lane = await startLane(folder);
      }
    }
  } finally {
    if (lane !== undefined) await end(lane);
    await rm(folder, { recursive: true, force: true });
  }
}

async function startLane(folder: string): Promise<ChildProcess> {
  const lane = fork(join(folder, 'test/mutations/lane.ts'), { cwd: folder });
  const [message] = await Promise.race([once(lane, 'message'), once(lane, 'exit')]);
  if (message !== 'ready') throw new Error('The tests could not be started.');
  return lane;
}

async function ask(lane: ChildProcess, job: Job): Promise<Outcome> {
  const listening = new AbortController();
  const signal = AbortSignal.any([listening.signal, AbortSignal.timeout(TIME_LIMIT)]);
  try {
    const outcome = once(lane, 'message', { signal }).then(([message]: Outcome[]) => message ?? ENDED);
    const ending = once(lane, 'exit', { signal }).then(() => ENDED);
    lane.send(job);
    return await Promise.race([outcome, ending]);
  } catch (error) {
    if (signal.aborted) return TIMED_OUT;
    throw error;
  } finally {
    listening.abort();
  }
}

async function end(lane: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  if (lane.exitCode !== null || lane.signalCode !== null) return;
  const ended = once(lane, 'exit');
  if (signal === undefined) lane.disconnect();
  else lane.kill(signal);
  await ended;
}
