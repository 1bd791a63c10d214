import type { LoadResult } from './run.ts';

/** The figures of a part of a load. */
export interface Period {
  /** Seconds after the start. */
  readonly from: number;
  readonly to: number;
  readonly requests: number;
  readonly failures: number;
  /** Percentiles of its latency, in milliseconds, of the clients that read at once. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly slowest: number;
  /** Averages in MiB. */
  readonly api: number;
  readonly postgres: number | undefined;
  /** Bytes at its end. */
  readonly database: number;
}

/** A percentile of sorted values. */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(Math.ceil((sorted.length * percent) / 100) - 1, 0)] ?? Number.NaN;
}

/** Cuts a load into equal parts. */
export function toPeriods({ options, samples, looks }: LoadResult, count: number): Period[] {
  const length = options.seconds / count;
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index * length, (index + 1) * length];
    const isIn = ({ at }: { readonly at: number }) => at >= from && (at < to || index === count - 1);
    const own = samples.filter(isIn);
    const times = own
      .filter(({ manner }) => manner === 'at once')
      .map(({ milliseconds }) => milliseconds)
      .toSorted((a, b) => a - b);
    const seen = looks.filter(isIn);
    const postgres = seen.flatMap((look) => look.postgres ?? []);
    return {
      from,
      to,
      requests: own.length,
      failures: own.filter(({ failure }) => failure !== undefined).length,
      p50: percentile(times, 50),
      p90: percentile(times, 90),
      p99: percentile(times, 99),
      slowest: times.at(-1) ?? Number.NaN,
      api: average(seen.map(({ api }) => api)),
      postgres: postgres.length === 0 ? undefined : average(postgres),
      database: seen.at(-1)?.database ?? Number.NaN,
    };
  });
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
