import { postgresProcesses, readField } from './postgres-processes.ts';

/**
 * The memory of the processes of a PostgreSQL on this machine, in MiB. Shared memory counts once.
 *
 * @returns undefined where the system doesn't tell: anywhere but on Linux.
 */
export async function postgresMemory(url: string): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  const kibibytes = await Promise.all((await postgresProcesses(url)).map(proportionalSize));
  return kibibytes.reduce((sum, size) => sum + size, 0) / 1_024;
}

const proportionalSize = async (id: string): Promise<number> =>
  Number((await readField(`/proc/${id}/smaps_rollup`, /^Pss:\s+(\d+) kB$/m)) ?? 0);
