import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CSHARP } from './writers.ts';

/** Locks on tables that let nobody else change them, from the weakest to the strongest; all but the first stop writes. */
export const MODES = [
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
] as const;

export type Mode = (typeof MODES)[number];

/** A lock that was held from one look to another. Times are in milliseconds since 1970. */
export interface Held {
  readonly table: string;
  readonly mode: Mode;
  readonly begin: number;
  end: number;
}

/** Milliseconds between two looks. */
const INTERVAL = 2;

const select = `
  select locks.relation::regclass::text as table, locks.mode
  from pg_locks as locks
  join pg_stat_activity as session using (pid)
  join pg_class as class on class.oid = locks.relation
  where locks.granted and session.datname = current_database() and session.backend_type = 'client backend'
    and session.application_name <> '${CSHARP}' and class.relkind = 'r'
    and class.relnamespace = 'public'::regnamespace and locks.mode = any($1)`;

/** Watches the locks of everybody but the C# backend. */
export async function watchLocks(connectionString: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const held: Held[] = [];
  let open: Held[] = [];
  const stopped = new AbortController();
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      const { rows } = await client.query<Pick<Held, 'table' | 'mode'>>({
        name: 'locks',
        text: select,
        values: [MODES],
      });
      const at = Date.now();
      open = rows.map(({ table, mode }) => {
        const before = open.find((each) => each.table === table && each.mode === mode);
        const now = before ?? { table, mode, begin: at, end: at };
        if (before === undefined) held.push(now);
        now.end = at;
        return now;
      });
      await sleep(INTERVAL);
    }
  })();
  return {
    held,
    stop: async () => {
      stopped.abort();
      await watching;
      await client.end();
    },
  };
}
