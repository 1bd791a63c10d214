import { constants } from 'node:fs';
import { chmod, cp, lstat, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { othersMayEnter } from './reach.ts';

const WRITABLE_BY_OTHERS = 0o022;

/**
 * Copies a folder so that every account may read it. The copy is created once, in the first accessible of the places,
 * and reused. Root creates it, and trusts only its own: everyone can write to the places.
 *
 * @returns the copy's path.
 */
export async function sharedCopy(folder: string, name: string, places: readonly string[]): Promise<string> {
  const place = await firstReachable(places);
  const copy = join(place, name);
  if (await isTrusted(copy)) {
    if (await sameFiles(folder, copy)) return copy;
    await rm(copy, { recursive: true, force: true });
  }
  const draft = await mkdtemp(`${copy}-`);
  await cp(folder, draft, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  await chmod(draft, 0o755);
  try {
    await rename(draft, copy);
    return copy;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was quicker, or someone else uses the name.
    if (await isTrusted(copy)) return copy;
    throw error;
  }
}

async function firstReachable(places: readonly string[]): Promise<string> {
  for (const place of places) {
    if (await othersMayEnter(place).catch(() => false)) return place;
  }
  throw new Error(
    `None of ${places.join(', ')} can be read by every account, so PostgreSQL cannot be put there.`,
  );
}

async function isTrusted(copy: string): Promise<boolean> {
  const found = await lstat(copy).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === 0 && (found.mode & WRITABLE_BY_OTHERS) === 0;
}

/** Checks for missing files: cleaners of temporary folders delete single old files, which breaks the installation. */
async function sameFiles(folder: string, copy: string): Promise<boolean> {
  const [expected, present] = await Promise.all(
    [folder, copy].map((path) => readdir(path, { recursive: true })),
  );
  const names = new Set(present);
  return (expected ?? []).every((path) => names.has(path));
}
