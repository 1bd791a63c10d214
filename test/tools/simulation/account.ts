import { CAPACITY_PER_PROCESSOR } from '../../../infra/capacity/database.ts';
import { memoryOf, secondsOn } from '../../../infra/capacity/demand.ts';
import { DATA_API_CALL, type Measured, planner } from '../../../infra/capacity/usage.ts';
import type { Clock } from './clock.ts';
import { Lambda } from './lambda.ts';
import { PerSecond } from './per-second.ts';
import type { Random } from './random.ts';
import { Servers } from './servers.ts';
import { TokenBucket } from './token-bucket.ts';

/** The quotas of an account, and the size of the stage in it. */
export interface AccountLimits {
  readonly gatewayRate: number;
  readonly newSocketsRate: number;
  readonly concurrency: number;
  readonly reserved: Readonly<Record<string, number>>;
  readonly stageThrottle: { readonly rate: number; readonly burst: number };
  /** Aurora capacity units. */
  readonly capacity: number;
}

/** API Gateway, Lambda and the database of one account, as calls go through them. */
export class Account {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #gateway: TokenBucket;
  readonly #stage: TokenBucket;
  readonly #sockets: TokenBucket;
  readonly lambda: Lambda;
  readonly database: Servers;
  /** Of the database. */
  readonly processors: number;
  readonly gatewayRequests: PerSecond;
  readonly newSockets: PerSecond;
  /** Seconds that each call of the REST API took that was served. */
  readonly latencies: number[] = [];

  constructor(clock: Clock, random: Random, limits: AccountLimits) {
    this.#clock = clock;
    this.#random = random;
    // AWS lets half a second's requests come at once.
    this.#gateway = new TokenBucket(limits.gatewayRate, limits.gatewayRate / 2);
    this.#stage = new TokenBucket(limits.stageThrottle.rate, limits.stageThrottle.burst);
    this.#sockets = new TokenBucket(limits.newSocketsRate, limits.newSocketsRate);
    this.lambda = new Lambda(clock, limits.concurrency, limits.reserved);
    this.processors = Math.max(1, Math.round(limits.capacity / CAPACITY_PER_PROCESSOR));
    this.database = new Servers(clock, this.processors);
    this.gatewayRequests = new PerSecond(clock);
    this.newSockets = new PerSecond(clock);
  }

  /** The number of refused requests, by the quota that refused them. */
  get refused() {
    return {
      'throttle of the stage': this.#stage.refused,
      'Throttle rate': this.#gateway.refused,
      'WebSocket new connections rate': this.#sockets.refused,
      'Concurrent executions': this.lambda.refused,
    };
  }

  /** A call of the REST API. */
  call(name: string, measured: Measured): void {
    const came = this.#clock.now;
    if (!this.#stage.take(came) || !this.#passesGateway()) return;
    this.#invoke(name, measured, () => this.latencies.push(this.#clock.now - came));
  }

  /** A chat: a socket, some questions, and the answers that grow. */
  chat(): void {
    this.newSockets.add();
    if (!this.#sockets.take(this.#clock.now) || !this.#passesGateway()) return;
    this.#invoke('chat/connect', onlyStatements(1), () => this.#ask(planner.answers));
  }

  #ask(questions: number): void {
    if (questions === 0 || !this.#passesGateway()) return;
    this.#invoke('chat/message', onlyStatements(2), () => {
      this.lambda.invoke('chat/answer', false, (delay, end) => {
        this.#clock.after(delay, () =>
          this.#grow(planner.secondsAnAnswer, () => {
            end();
            this.#ask(questions - 1);
          }),
        );
      });
    });
  }

  /** Each second an answer posts what there is, and asks whether it is stopped. */
  #grow(seconds: number, done: () => void): void {
    if (seconds <= 0) {
      done();
      return;
    }
    this.#passesGateway(planner.postsASecond);
    this.#state(1, 0, () => {});
    this.#clock.after(1, () => this.#grow(seconds - 1, done));
  }

  #passesGateway(count = 1): boolean {
    this.gatewayRequests.add(count);
    return this.#gateway.take(this.#clock.now, count);
  }

  #invoke(name: string, measured: Measured, done: () => void): void {
    const own = secondsOn(memoryOf(name), { ...measured, dataApiCalls: 0 });
    const statement = measured.database / 1_000 / Math.max(measured.dataApiCalls, 1);
    this.lambda.invoke(name, true, (delay, end) => {
      this.#clock.after(delay + own, () =>
        this.#state(measured.dataApiCalls, statement, () => {
          end();
          done();
        }),
      );
    });
  }

  /** Statements one after another, each of which takes a while in the database and the rest on its way. */
  #state(count: number, seconds: number, done: () => void): void {
    if (count <= 0) {
      done();
      return;
    }
    const way = Math.max(DATA_API_CALL / 1_000 - seconds, 0);
    this.#clock.after(way, () => {
      const work = seconds > 0 ? this.#random.exponential(1 / seconds) : 0;
      this.database.serve(work, () => this.#state(count - 1, seconds, done));
    });
  }
}

const onlyStatements = (dataApiCalls: number): Measured => ({
  dataApiCalls,
  processor: 0,
  database: dataApiCalls * 0.3,
  responseBytes: 0,
});
