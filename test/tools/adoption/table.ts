import type { Call } from '../../../infra/local/data-api/types.ts';
import { figure, type Table } from '../bench/report.ts';
import { type Held, MODES, type Mode } from './locks.ts';
import type { Write } from './writers.ts';

/** Milliseconds that a write may take: the lock timeout of a migration, and some for the machine. */
const BOUND = 2_500;

/** The time in which a migration ran. Times are in milliseconds since 1970. */
interface Period {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

/** Everything that was measured. */
export interface Measured {
  /** The run's calls of the Data API, oldest first. */
  readonly calls: readonly Call[];
  /** The names of the migrations that ran, in order. */
  readonly names: readonly string[];
  readonly writes: readonly Write[];
  readonly held: readonly Held[];
  /** The time in which nothing was migrated. */
  readonly before: Omit<Period, 'name'>;
}

/** A row a migration, after one of the time before. */
export function toTable(measured: Measured): Table {
  const periods = [{ name: '(none)', ...measured.before }, ...periodsOf(measured)];
  return {
    title: 'Adoption of a database of the C# backend, which goes on writing',
    about: 'A lock as it was seen, or for as long as the call took that held it',
    rows: periods.map((period) => toRow(period, measured)),
  };
}

const endOf = ({ at, milliseconds }: Call) => at + milliseconds;

/** A migration runs from the end of the one before it until it is recorded. */
function periodsOf({ calls, names, before }: Measured): Period[] {
  const ends = calls.filter(({ sql = '' }) => sql.includes('insert into "kysely_migration"')).map(endOf);
  return names.map((name, index) => ({
    name,
    begin: ends[index - 1] ?? before.end,
    end: ends[index] ?? Number.POSITIVE_INFINITY,
  }));
}

function toRow({ name, begin, end }: Period, { calls, writes, held }: Measured): Table['rows'][number] {
  const overlaps = (from: number, to: number) => from < end && to > begin;
  const during = writes.filter((write) => overlaps(write.begin, write.end));
  const durations = during.map((write) => write.end - write.begin).toSorted((a, b) => a - b);
  const seen = held.filter((lock) => overlaps(lock.begin, lock.end));
  const sent = calls.filter((call) => call.at >= begin && endOf(call) <= end);
  const locks = [
    ...seen.map((lock) => ({ mode: lock.mode, time: lock.end - lock.begin })),
    ...sent.map(({ sql = '', milliseconds }) => ({ mode: lockOf(sql), time: milliseconds })),
  ];
  const strongest = MODES.findLast((mode) => locks.some((lock) => lock.mode === mode));
  const longest = Math.max(0, ...locks.filter(({ mode }) => mode === strongest).map(({ time }) => time));
  return {
    migration: name,
    duration: figure((end - begin) / 1_000, 's'),
    'strongest lock': strongest?.replace(/Lock$/, '') ?? '',
    'held for': figure(strongest === undefined ? 0 : longest, 'ms'),
    writes: figure(during.length, ''),
    'median write': figure(durations[Math.floor(durations.length / 2)] ?? 0, 'ms'),
    'longest write': figure(durations.at(-1) ?? 0, 'ms', BOUND),
  };
}

/**
 * The strongest lock that a statement of a migration takes on a table, which may be too short to be seen.
 * Source: PostgreSQL's documentation, "Explicit Locking".
 */
function lockOf(sql: string): Mode | undefined {
  // The C# backend's own tables are there, and no table is locked to find that.
  if (!sql.startsWith('do ') || sql.includes('create table if not exists users ')) return undefined;
  if (sql.includes('alter table')) return 'AccessExclusiveLock';
  return sql.includes(' references ') ? 'ShareRowExclusiveLock' : 'ShareLock';
}
