import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mutation } from './mutation.ts';

const FOLDER = join(import.meta.dirname, 'list');

/** All mutations: those of a source stand in `list/`, at its own path. */
export const mutations: readonly Mutation[] = (await Promise.all((await paths()).map(load))).flat();

async function paths(): Promise<string[]> {
  const entries = await readdir(FOLDER, { recursive: true });
  return entries.filter((path) => path.endsWith('.ts')).toSorted();
}

async function load(path: string): Promise<readonly Mutation[]> {
  const { mutations: list }: { mutations: readonly Mutation[] } = await import(join(FOLDER, path));
  return list;
}
