import { BUSY_MINUTE, rateOf } from '../../../infra/capacity/day.ts';
import { monthlyCalls, planner } from '../../../infra/capacity/usage.ts';
import { Account, type AccountLimits } from './account.ts';
import { arrivals } from './arrivals.ts';
import { Clock } from './clock.ts';
import { seeded } from './random.ts';

/** Seconds: the busiest minute of the busiest day, with some before, in which calls become more, and one minute after. */
const WARM_UP = 60;
const BUSY = { from: 120, to: 180 };
const END = 240;

/** The results of the busiest minutes. */
export interface Peak {
  readonly calls: number;
  readonly refused: Account['refused'];
  /** Milliseconds, of calls that were served. */
  readonly median: number;
  readonly p99: number;
  readonly coldShare: number;
  /** In the second that had the most. */
  readonly gatewayRequests: number;
  readonly newSockets: number;
  readonly mostRunning: number;
  /** Of the database's processors, the share that worked, and the most statements that waited. */
  readonly databaseShare: number;
  readonly longestQueue: number;
}

/**
 * Lets so many users' calls come to an account, each by itself, in the busiest minutes of the year.
 *
 * @param isReleased whether all functions are replaced at the beginning, so that all calls come to none that is warm.
 */
export function replayPeak(users: number, limits: AccountLimits, seed: number, isReleased = false): Peak {
  const clock = new Clock();
  const random = seeded(seed);
  const account = new Account(clock, random, limits);
  let calls = 0;
  const coming = (timesAMonth: number, arrive: () => void) => {
    const { peak } = rateOf(timesAMonth);
    const rateAt = (now: number) => {
      if (now >= BUSY.from && now < BUSY.to) return peak;
      return (peak / BUSY_MINUTE) * (isReleased ? 1 : Math.min(now / WARM_UP, 1));
    };
    arrivals(clock, random, rateAt, peak, arrive);
  };
  for (const { function: name, times, measured } of monthlyCalls) {
    coming(times * users, () => {
      calls += 1;
      account.call(name, measured);
    });
  }
  coming(users * planner.payingShare * planner.chats, () => account.chat());
  clock.runUntil(END);
  const latencies = Float64Array.from(account.latencies).sort();
  const at = (share: number) => 1_000 * (latencies[Math.floor(share * (latencies.length - 1))] ?? 0);
  return {
    calls,
    refused: account.refused,
    median: at(0.5),
    p99: at(0.99),
    coldShare: account.lambda.coldStarts / Math.max(calls, 1),
    gatewayRequests: account.gatewayRequests.most,
    newSockets: account.newSockets.most,
    mostRunning: account.lambda.mostRunning,
    databaseShare: account.database.worked / (account.processors * END),
    longestQueue: account.database.longestQueue,
  };
}
