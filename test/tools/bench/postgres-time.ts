import { postgresProcesses, readField } from '../load/postgres-processes.ts';

/** Milliseconds of processor time that the processes of a PostgreSQL on this machine have used so far, by their ids. */
export type PostgresTime = ReadonlyMap<string, number>;

/** @returns nothing where the system doesn't tell: anywhere but on Linux. */
export async function postgresTime(url: string): Promise<PostgresTime> {
  if (process.platform !== 'linux') return new Map();
  const processes = await postgresProcesses(url);
  return new Map(await Promise.all(processes.map(async (id) => [id, await timeOf(id)] as const)));
}

/** The time used between two looks, by processes that have not ended. */
export const timeBetween = (before: PostgresTime, after: PostgresTime): number =>
  [...after].reduce((sum, [id, time]) => sum + Math.max(time - (before.get(id) ?? 0), 0), 0);

const timeOf = async (id: string): Promise<number> =>
  Number((await readField(`/proc/${id}/schedstat`, /^(\d+)/)) ?? 0) / 1e6;
