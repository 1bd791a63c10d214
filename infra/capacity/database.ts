import { hourlyShares, type Rate } from './day.ts';
import type { Demand } from './demand.ts';
import { MAX_CAPACITY } from './quotas.ts';
import { storage } from './usage.ts';

/** Aurora capacity units that come with a processor, as memory does with it in the instance classes; each has 2 GiB. */
export const CAPACITY_PER_PROCESSOR = 4;
const BYTES_PER_CAPACITY = 2 * 1_024 ** 3;

/** The share of a processor that may be busy before statements wait for it, and of the memory that caches rows. */
const BUSY_SHARE = 0.6;
const CACHE_SHARE = 0.6;

/** Of Aurora, in capacity units. */
export interface DatabaseDemand {
  /** For the rows that are read every day to be in memory. */
  readonly forMemory: number;
  readonly forPeak: number;
}

export const databaseDemand = (users: number, { databaseProcessors }: Demand): DatabaseDemand => ({
  forMemory: (users * storage.hotBytesAUser) / CACHE_SHARE / BYTES_PER_CAPACITY,
  forPeak: forProcessors(databaseProcessors.peak),
});

const forProcessors = (processors: number): number => (processors * CAPACITY_PER_PROCESSOR) / BUSY_SHARE;

/** Of the day, the share without any call in the last so many minutes: a cluster without a minimum sleeps then. */
export function pausedShare({ mean }: Rate, minutes: number): number {
  const ofHour = (share: number) => Math.exp(-mean * 24 * share * minutes * 60);
  return hourlyShares.reduce((sum, share) => sum + ofHour(share), 0) / hourlyShares.length;
}

/** The share of a day asleep that is worth the first call's wait. */
const WORTH_PAUSING = 0.25;

export interface DatabaseCapacity {
  readonly minimumCapacity: number;
  readonly maximumCapacity: number;
}

/** A minimum that keeps the cache through the night, and a maximum for a bad day. */
export function databaseCapacity(
  users: number,
  demand: Demand,
  pausesAfterMinutes: number,
): DatabaseCapacity {
  const { forMemory, forPeak } = databaseDemand(users, demand);
  const pauses = pausedShare(demand.calls, pausesAfterMinutes) >= WORTH_PAUSING;
  const maximum = Math.min(Math.max(2, wholeUp(2 * Math.max(forMemory, forPeak))), MAX_CAPACITY);
  return {
    minimumCapacity: pauses ? 0 : Math.min(Math.max(0.5, halfUp(forMemory)), maximum),
    maximumCapacity: maximum,
  };
}

/** The mean over a day of what it has: enough for the hour's statements, and never below the minimum. */
export function meanCapacity({ databaseProcessors }: Demand, minimumCapacity: number): number {
  const ofHour = (share: number) =>
    Math.max(forProcessors(databaseProcessors.mean * 24 * share), minimumCapacity, 0.5);
  return hourlyShares.reduce((sum, share) => sum + ofHour(share), 0) / hourlyShares.length;
}

const halfUp = (value: number): number => Math.ceil(value * 2) / 2;
const wholeUp = (value: number): number => Math.ceil(value);
