import { NEW_ENVIRONMENTS } from '../../../infra/capacity/quotas.ts';
import type { Clock } from './clock.ts';
import { TokenBucket } from './token-bucket.ts';

/** Lambda takes so many synchronous calls a second for each run at a time that there may be. */
const CALLS_PER_CONCURRENCY = 10;

/** Until a new environment takes its first call. */
const COLD_START = 0.5;

interface FunctionState {
  running: number;
  /** Environments that have run before and are idle. Within minutes, none ends. */
  idle: number;
  readonly bound: number | undefined;
  readonly rate: TokenBucket | undefined;
  readonly scaling: TokenBucket;
}

/** The functions of an account, each with what is reserved for it or with what all others share. */
export class Lambda {
  readonly #clock: Clock;
  readonly #unreserved: number;
  readonly #reserved: Readonly<Record<string, number>>;
  readonly #rate: TokenBucket;
  readonly #functions = new Map<string, FunctionState>();
  #running = 0;
  #runningUnreserved = 0;
  refused = 0;
  coldStarts = 0;
  mostRunning = 0;

  /** @param reserved by the function's name. */
  constructor(clock: Clock, concurrency: number, reserved: Readonly<Record<string, number>> = {}) {
    this.#clock = clock;
    this.#reserved = reserved;
    this.#unreserved = concurrency - Object.values(reserved).reduce((sum, count) => sum + count, 0);
    this.#rate = rateOf(this.#unreserved);
  }

  /**
   * @param run is told the seconds until the function begins, and tells when it has ended; not called when it is
   *   refused.
   */
  invoke(name: string, isSynchronous: boolean, run: (delay: number, end: () => void) => void): void {
    const state = this.#stateOf(name);
    const { now } = this.#clock;
    const isFull =
      state.bound === undefined ? this.#runningUnreserved >= this.#unreserved : state.running >= state.bound;
    const isTooOften = isSynchronous && !(state.rate ?? this.#rate).take(now);
    const isCold = state.idle === 0;
    if (isFull || isTooOften || (isCold && !state.scaling.take(now))) {
      this.refused += 1;
      return;
    }
    if (isCold) this.coldStarts += 1;
    else state.idle -= 1;
    this.#count(state, 1);
    run(isCold ? COLD_START : 0, () => {
      this.#count(state, -1);
      state.idle += 1;
    });
  }

  #count(state: FunctionState, change: 1 | -1): void {
    state.running += change;
    this.#running += change;
    if (state.bound === undefined) this.#runningUnreserved += change;
    this.mostRunning = Math.max(this.mostRunning, this.#running);
  }

  #stateOf(name: string): FunctionState {
    const known = this.#functions.get(name);
    if (known !== undefined) return known;
    const bound = this.#reserved[name];
    const { count, seconds } = NEW_ENVIRONMENTS;
    const state = {
      running: 0,
      idle: 0,
      bound,
      rate: bound === undefined ? undefined : rateOf(bound),
      scaling: new TokenBucket(count / seconds, count),
    };
    this.#functions.set(name, state);
    return state;
  }
}

const rateOf = (concurrency: number) =>
  new TokenBucket(concurrency * CALLS_PER_CONCURRENCY, concurrency * CALLS_PER_CONCURRENCY);
