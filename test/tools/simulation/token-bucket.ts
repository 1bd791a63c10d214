/** Lets so many things pass a second, and at first as many more as it holds. */
export class TokenBucket {
  readonly #rate: number;
  readonly #size: number;
  #tokens: number;
  #at = 0;
  passed = 0;
  refused = 0;

  constructor(rate: number, size: number) {
    this.#rate = rate;
    this.#size = size;
    this.#tokens = size;
  }

  /** @param now in seconds, never earlier than before. @returns whether all of them passed; if not, none has. */
  take(now: number, count = 1): boolean {
    this.#tokens = Math.min(this.#size, this.#tokens + (now - this.#at) * this.#rate);
    this.#at = now;
    if (this.#tokens < count) {
      this.refused += count;
      return false;
    }
    this.#tokens -= count;
    this.passed += count;
    return true;
  }
}
