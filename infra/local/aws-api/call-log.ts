import type { CallLog } from './types.ts';

/** Most calls that the log keeps. */
const CALL_LOG_SIZE = 10_000;

/** A log of calls, for tests that count them. */
export class Calls<Call> implements CallLog<Call> {
  readonly #entries: Call[] = [];

  get entries(): readonly Call[] {
    return this.#entries;
  }

  add(call: Call): void {
    if (this.#entries.push(call) > CALL_LOG_SIZE) this.#entries.shift();
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
