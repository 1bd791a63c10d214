import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds. */
const LONGEST = 30_000;

/** Waits until something is so. @throws Error when it does not come to that. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + LONGEST;
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error('It never came to that.');
    await sleep(10);
  }
}
