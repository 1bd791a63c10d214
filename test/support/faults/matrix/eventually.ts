import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds. */
const TIMEOUT = 30_000;

/** Waits until a condition is true. @throws Error when it stays false. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + TIMEOUT;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('The condition did not become true.');
    await sleep(10);
  }
}
