import { type Kysely, sql } from 'kysely';

interface Found {
  readonly description: string;
}

/**
 * Describes the oldest open transaction of the database, for which migrations most likely wait. The transactions of the
 * migrations' own locks don't count.
 */
export async function oldestTransaction(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<Found>`
    select format('%s (application "%s", process %s, open for %s s)', usename, application_name, pid,
      floor(extract(epoch from clock_timestamp() - xact_start))) as description
    from pg_stat_activity
    where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
      and pid not in (select pid from pg_locks where locktype = 'advisory')
    order by xact_start limit 1`.execute(db);
  const [oldest] = rows;
  return oldest === undefined
    ? 'No transaction is open now.'
    : `The oldest open transaction is that of ${oldest.description}.`;
}
