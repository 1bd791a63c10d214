import { figure, type Table } from '../bench/report.ts';
import { type Period, percentile, toPeriods } from './periods.ts';
import type { LoadResult } from './run.ts';
import type { Size } from './size.ts';

const MB = 1_000_000;
/** The last minute against the first. The p99 rests on few requests, and differs even between two quiet minutes. */
const MAX_LATENCY = 1.5;
const MAX_P99 = 2;
const MAX_MEMORY = 1.3;
const MAX_OF_PLAN = 110;
const MINUTE = 60;

/** The results, one table for each question. */
export function toTables(result: LoadResult): Table[] {
  return [latencies(result), calls(result), flatness(result), kept(result), sizes(result)];
}

/** Minutes, or thirds of a load that is shorter than three minutes. */
const periodsOf = (result: LoadResult): Period[] =>
  toPeriods(result, Math.max(Math.round(result.options.seconds / MINUTE), 3));

function latencies(result: LoadResult): Table {
  const { rate, seconds, runIn, users, events, difficult } = result.options;
  const count = (value: number) => value.toLocaleString('en');
  return {
    title: 'Load',
    about:
      `${rate} requests a second for ${seconds} s, 80 % of them reads, on ${count(users)} users and ${count(events)} events\n` +
      `(seeded in ${result.seedSeconds.toFixed(0)} s), after ${runIn} s of the same. ${difficult} % of the clients read slowly or hang up, and are not in the latencies. Latency is from\n` +
      'when a request was due. Client, API and database are on this machine.',
    rows: periodsOf(result).map((period) => ({
      'from second': period.from.toFixed(0),
      requests: figure(period.requests, ''),
      failures: figure(period.failures, '', 0),
      median: figure(period.p50, 'ms'),
      p90: figure(period.p90, 'ms'),
      p99: figure(period.p99, 'ms'),
      slowest: figure(period.slowest, 'ms'),
      "API's memory": figure(period.api, 'MiB'),
      "PostgreSQL's": period.postgres === undefined ? '' : figure(period.postgres, 'MiB'),
      database: figure(period.database / MB, 'MB'),
    })),
  };
}

function calls({ samples }: LoadResult): Table {
  const byKind = Map.groupBy(samples, ({ kind, manner }) =>
    manner === 'at once' ? kind.name : `a client that ${manner === 'slowly' ? 'reads slowly' : manner}`,
  );
  const reads = samples.filter(({ kind }) => kind.isRead).length;
  return {
    title: 'Calls',
    about: `${((reads / samples.length) * 100).toFixed(1)} % of the requests were reads.`,
    rows: [...byKind]
      .toSorted(([, a], [, b]) => b.length - a.length)
      .map(([name, own]) => {
        const times = own.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
        return {
          call: name,
          requests: figure(own.length, ''),
          'of all': figure((own.length / samples.length) * 100, '%'),
          failures: figure(own.filter(({ failure }) => failure !== undefined).length, '', 0),
          median: figure(percentile(times, 50), 'ms'),
          p99: figure(percentile(times, 99), 'ms'),
        };
      }),
  };
}

function flatness(result: LoadResult): Table {
  const periods = periodsOf(result);
  // A shorter load only shows how busy the machine was.
  const isLong = result.options.seconds >= 3 * MINUTE;
  const row = (what: string, of: (period: Period) => number, unit: string, most: number) => {
    const [first = Number.NaN] = periods.map(of);
    const last = periods.map(of).at(-1) ?? Number.NaN;
    return {
      what,
      first: figure(first, unit),
      last: figure(last, unit),
      'last against first': figure(last / first, '×', isLong ? most : undefined),
    };
  };
  return {
    title: 'From the first part to the last',
    about:
      'Held against bounds in a load of three minutes or more. About 6 % of the requests hash a password: the p90 is of\n' +
      'those that do not, the p99 of those that do. PostgreSQL fills its cache of 128 MB as it reads, so its memory is\n' +
      'not held against one.',
    rows: [
      row('median latency', ({ p50 }) => p50, 'ms', MAX_LATENCY),
      row('p90 latency', ({ p90 }) => p90, 'ms', MAX_LATENCY),
      row('p99 latency', ({ p99 }) => p99, 'ms', MAX_P99),
      row("API's memory", ({ api }) => api, 'MiB', MAX_MEMORY),
    ],
  };
}

function kept(result: LoadResult): Table {
  // A write that failed may have taken effect: its client was told to try again.
  const uncertain = result.samples.filter(
    ({ kind, failure }) => !kind.isRead && failure !== undefined,
  ).length;
  return {
    title: 'Nothing lost, nothing doubled',
    about: 'Rows that the responses promised, with those that were there before, and rows that are there.',
    rows: [
      ...result.kept.map(({ table, promised, found }) => ({
        table,
        promised: figure(promised, 'rows'),
        found: figure(found, 'rows'),
        difference: figure(Math.abs(found - promised), 'rows', uncertain),
      })),
      { table: 'failures in the log', found: figure(result.logged.length, 'lines', 0) },
    ],
  };
}

function sizes({ sizes: { seeded, loaded } }: LoadResult): Table {
  const row = (when: string, { table, rows, planned, measured }: Size) => ({
    table,
    when,
    'rows written': figure(rows, ''),
    planned: figure(planned / MB, 'MB'),
    measured: figure(measured / MB, 'MB'),
    'of the plan': figure((measured / planned) * 100, '%', MAX_OF_PLAN),
  });
  return {
    title: 'Size of the database',
    about:
      "Planned from the columns' bytes, PostgreSQL's overhead and the indexes; a replaced row counts again.",
    rows: [
      ...seeded.map((size) => row('seeded', size)),
      ...loaded.map((size) => row('after the load', size)),
    ],
  };
}
