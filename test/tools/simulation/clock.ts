import TinyQueue from 'tinyqueue';

interface Event {
  readonly at: number;
  readonly run: () => void;
}

/** The time of a simulation, in seconds, which goes from event to event. */
export class Clock {
  readonly #events = new TinyQueue<Event>([], (one, other) => one.at - other.at);
  #now = 0;

  get now(): number {
    return this.#now;
  }

  after(seconds: number, run: () => void): void {
    this.#events.push({ at: this.#now + seconds, run });
  }

  /** Lets everything happen that happens before. */
  runUntil(end: number): void {
    for (let next = this.#events.peek(); next !== undefined && next.at < end; next = this.#events.peek()) {
      this.#events.pop();
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}
