import { databaseDemand } from '../../../infra/capacity/database.ts';
import { demandOf } from '../../../infra/capacity/demand.ts';
import {
  CONCURRENCY,
  MAX_CAPACITY,
  NEW_SOCKETS,
  SAFE_SHARE,
  THROTTLE,
} from '../../../infra/capacity/quotas.ts';
import { replayDay } from './day.ts';
import { limitsFor } from './limits.ts';
import { type Peak, replayPeak } from './peak.ts';

/** A quota, and the share of it that is used. */
export interface Use {
  readonly name: string;
  readonly share: number;
}

/** All users of one account with AWS's defaults, on the busiest day and in its busiest minutes. */
export interface Replay {
  readonly users: number;
  readonly calls: number;
  readonly peak: Peak;
  /** Requests at API Gateway, in the second of the day that had the most. */
  readonly busiestSecond: number;
  readonly refused: number;
}

export function replay(users: number, seed: number): Replay {
  const limits = limitsFor(users);
  const day = replayDay(users, limits.gatewayRate, seed);
  const peak = replayPeak(users, limits, seed);
  return {
    users,
    calls: day.calls,
    peak,
    busiestSecond: Math.max(day.busiestSecond, peak.gatewayRequests),
    refused: day.refused + refusedIn(peak),
  };
}

export const refusedIn = ({ refused }: Peak): number =>
  Object.values(refused).reduce((sum, count) => sum + count, 0);

/** The share of each quota that the busiest second used, largest first. */
export function usesOf({ users, peak, busiestSecond }: Replay): Use[] {
  const { forMemory, forPeak } = databaseDemand(users, demandOf(users));
  return [
    { name: THROTTLE.name, share: busiestSecond / THROTTLE.default },
    { name: CONCURRENCY.name, share: peak.mostRunning / CONCURRENCY.default },
    { name: NEW_SOCKETS.name, share: peak.newSockets / NEW_SOCKETS.default },
    { name: 'ACUs of a cluster', share: Math.max(forMemory, forPeak) / MAX_CAPACITY },
  ].toSorted((one, other) => other.share - one.share);
}

export interface Cells {
  readonly count: number;
  /** Of the cell that has the most users. */
  readonly fullest: Use;
}

/** The fewest cells of which none uses more of a quota than is safe, tried one after another. */
export function fewestCells(users: number, seed: number): Cells {
  for (let count = 1; ; count += 1) {
    const largest = largestShare(users, count);
    const [fullest] = usesOf(replay(largest, seed));
    if (fullest !== undefined && fullest.share <= SAFE_SHARE) return { count, fullest };
  }
}

/** Users of the largest of so many cells, as their random ids give them out, but once in some millions of times. */
export function largestShare(users: number, cells: number): number {
  if (cells === 1) return users;
  const mean = users / cells;
  return Math.ceil(mean + 5 * Math.sqrt(mean * (1 - 1 / cells)));
}
