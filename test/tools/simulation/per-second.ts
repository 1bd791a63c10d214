import type { Clock } from './clock.ts';

/** Counts things by the second, and knows the second that had the most. */
export class PerSecond {
  readonly #clock: Clock;
  #second = 0;
  #count = 0;
  most = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(count = 1): void {
    const second = Math.floor(this.#clock.now);
    if (second !== this.#second) {
      this.#second = second;
      this.#count = 0;
    }
    this.#count += count;
    this.most = Math.max(this.most, this.#count);
  }
}
