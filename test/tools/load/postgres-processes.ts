import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

/** The ids of all processes of a PostgreSQL on this machine, which is Linux. */
export async function postgresProcesses(url: string): Promise<string[]> {
  const helper = String(await checkpointer(url));
  const first = (await parentOf(helper)) ?? helper;
  return [first, ...(await childrenOf(first))];
}

/** A process that is always there, and whose parent is PostgreSQL's first. */
async function checkpointer(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: number }>(
      "select pid as id from pg_stat_activity where backend_type = 'checkpointer'",
    );
    const [row] = rows;
    if (row === undefined) throw new Error('PostgreSQL has no checkpointer.');
    return row.id;
  } finally {
    await client.end();
  }
}

/** PostgreSQL's first process is the parent of all the others. */
async function childrenOf(parent: string): Promise<string[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(all.map(parentOf));
  return all.filter((_, index) => parents[index] === parent);
}

const parentOf = (id: string) => readField(`/proc/${id}/status`, /^PPid:\s+(\d+)$/m);

/** @returns undefined for a process that has ended meanwhile. */
export async function readField(path: string, pattern: RegExp): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return pattern.exec(text)?.[1];
}
