import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { startTime } from './processes.ts';

const Owner = z.object({ pid: z.number(), started: z.string() });

/**
 * Makes this process the only owner of a data folder. A stale lock, left by a process that has ended, is taken over.
 *
 * @returns a function that releases the folder.
 * @throws when a running process owns the folder, this one included.
 */
export async function own(dataDir: string): Promise<() => Promise<void>> {
  const lock = join(dataDir, 'owner.json');
  const mine = `${lock}.${process.pid}`;
  const started = (await startTime(process.pid)) ?? '';
  await writeFile(mine, JSON.stringify({ pid: process.pid, started }));
  try {
    // A link is created atomically, so nobody reads an incomplete lock.
    while (!(await linked(mine, lock))) await removeStale(lock, dataDir);
  } finally {
    await rm(mine, { force: true });
  }
  return () => rm(lock, { force: true });
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function removeStale(lock: string, dataDir: string): Promise<void> {
  const text = await readFile(lock, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  await refuseLive(text, dataDir);
  const aside = `${lock}.stale.${process.pid}`;
  await rename(lock, aside).catch(() => undefined);
  const taken = await readFile(aside, 'utf8').catch(() => undefined);
  if (taken !== undefined && taken !== text) {
    // Between reading and renaming, another process took the stale lock over: its lock is restored.
    await linked(aside, lock);
  }
  await rm(aside, { force: true });
}

async function refuseLive(text: string, dataDir: string): Promise<void> {
  const owner = Owner.safeParse(parsed(text)).data;
  if (!owner || (await startTime(owner.pid)) !== owner.started) return;
  throw new Error(
    `The data in ${dataDir} is in use by process ${owner.pid}. Stop it, or use another folder (DATA_DIR).`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
