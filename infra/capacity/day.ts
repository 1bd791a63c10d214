/** Assumed: the share of a day's calls in each of its hours. Most people live in a few time zones and train after work. */
export const hourlyShares = [
  0.01, 0.007, 0.005, 0.005, 0.008, 0.02, 0.04, 0.055, 0.055, 0.048, 0.043, 0.043, 0.048, 0.045, 0.042, 0.045,
  0.055, 0.072, 0.085, 0.085, 0.072, 0.052, 0.038, 0.022,
] as const;

/** Assumed: a Monday in January against the year's mean, and the minute at the full hour against its hour's mean. */
export const BUSY_DAY = 1.3;
export const BUSY_MINUTE = 1.5;

export const SECONDS_A_DAY = 24 * 60 * 60;
export const DAYS_A_MONTH = 365 / 12;
const SECONDS_A_MONTH = DAYS_A_MONTH * SECONDS_A_DAY;

/** So many a month, as a second has them. */
export interface Rate {
  readonly mean: number;
  /** In the quietest hour. */
  readonly trough: number;
  /** In the busiest minute of the busiest day. */
  readonly peak: number;
}

export function rateOf(timesAMonth: number): Rate {
  const mean = timesAMonth / SECONDS_A_MONTH;
  return {
    mean,
    trough: mean * 24 * Math.min(...hourlyShares),
    peak: mean * 24 * Math.max(...hourlyShares) * BUSY_DAY * BUSY_MINUTE,
  };
}

/** The most that independent events of this mean number come to, but once in some millions of times. */
export const mostOf = (mean: number): number => mean + 5 * Math.sqrt(mean) + (mean > 0 ? 1 : 0);
