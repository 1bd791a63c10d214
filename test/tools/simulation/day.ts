import { BUSY_DAY, BUSY_MINUTE, hourlyShares, rateOf, SECONDS_A_DAY } from '../../../infra/capacity/day.ts';
import { monthlyCalls, planner } from '../../../infra/capacity/usage.ts';
import { seeded } from './random.ts';
import { TokenBucket } from './token-bucket.ts';

/** The requests of a day at API Gateway. */
export interface Day {
  readonly calls: number;
  /** Calls, messages of sockets and posts to them. */
  readonly requests: number;
  readonly busiestSecond: number;
  readonly refused: number;
}

const callsAMonth = monthlyCalls.reduce((sum, { times }) => sum + times, 0);

/** Replays the busiest day of the year, second by second. @param gatewayRate requests a second that AWS grants. */
export function replayDay(users: number, gatewayRate: number, seed: number): Day {
  const random = seeded(seed);
  const gateway = new TokenBucket(gatewayRate, gatewayRate / 2);
  const meanCalls = rateOf(users * callsAMonth).mean;
  const meanAnswers = rateOf(users * planner.payingShare * planner.chats * planner.answers).mean;
  /** Answers that begin, by the second in which they end. */
  const ending = Array.from({ length: planner.secondsAnAnswer }, () => 0);
  let [growing, calls, busiestSecond] = [0, 0, 0];
  for (let second = 0; second < SECONDS_A_DAY; second += 1) {
    const factor = factorAt(second);
    const newCalls = random.poisson(meanCalls * factor);
    const begun = random.poisson(meanAnswers * factor);
    const place = second % ending.length;
    growing += begun - (ending[place] ?? 0);
    ending[place] = begun;
    const requests = newCalls + begun + growing * planner.postsASecond;
    for (let part = 0; part < 10; part += 1) gateway.take(second + part / 10, requests / 10);
    calls += newCalls;
    busiestSecond = Math.max(busiestSecond, requests);
  }
  return { calls, requests: gateway.passed + gateway.refused, busiestSecond, refused: gateway.refused };
}

/** The rate of a second as a multiple of the year's mean: each hour begins with its busiest minute. */
function factorAt(second: number): number {
  const share = hourlyShares[Math.floor(second / 3_600)] ?? 0;
  return 24 * share * BUSY_DAY * (second % 3_600 < 60 ? BUSY_MINUTE : 1);
}
