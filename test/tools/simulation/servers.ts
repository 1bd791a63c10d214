import type { Clock } from './clock.ts';

interface Job {
  readonly came: number;
  readonly seconds: number;
  readonly done: () => void;
}

/** So many servers with one queue before them: who comes first is served first. */
export class Servers {
  readonly #clock: Clock;
  readonly #count: number;
  #waiting: Job[] = [];
  #first = 0;
  #busy = 0;
  served = 0;
  /** Seconds that those who were served have waited together, and that the servers have worked. */
  waited = 0;
  worked = 0;
  longestQueue = 0;

  constructor(clock: Clock, count: number) {
    this.#clock = clock;
    this.#count = count;
  }

  /** The number of those who wait or are served. */
  get present(): number {
    return this.#busy + this.#waiting.length - this.#first;
  }

  serve(seconds: number, done: () => void): void {
    this.#waiting.push({ came: this.#clock.now, seconds, done });
    this.#next();
    this.longestQueue = Math.max(this.longestQueue, this.#waiting.length - this.#first);
  }

  #next(): void {
    const job = this.#busy < this.#count ? this.#waiting[this.#first] : undefined;
    if (job === undefined) return;
    this.#first += 1;
    if (this.#first === this.#waiting.length) {
      this.#waiting = [];
      this.#first = 0;
    }
    this.#busy += 1;
    this.waited += this.#clock.now - job.came;
    this.#clock.after(job.seconds, () => {
      this.#busy -= 1;
      this.served += 1;
      this.worked += job.seconds;
      job.done();
      this.#next();
    });
  }
}
