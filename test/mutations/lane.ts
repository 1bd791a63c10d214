import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openBundles } from './bundles.ts';
import type { Job, Outcome } from './job.ts';
import { fileOf, type Mutation, mutate } from './mutation.ts';
import { openTests } from './tests.ts';

// Runs jobs, one after the other, in the sandbox that it was started in: on one PostgreSQL and one vitest.

const bundles = await openBundles();
const tests = await openTests();

async function run({ mutation, killers }: Job): Promise<Outcome> {
  const undo = mutation === undefined ? undefined : await apply(mutation);
  try {
    return await tests.run(killers);
  } finally {
    await undo?.();
  }
}

/** @returns takes the mutation back. */
async function apply(mutation: Mutation): Promise<() => Promise<void>> {
  const path = resolve(mutation.file);
  const source = await readFile(path, 'utf8');
  const put = async (text: string) => {
    await writeFile(path, text);
    tests.forget(path);
  };
  await put(mutate(mutation, source));
  try {
    const restore = await bundles.rebuild(mutation.file, mutation.killers.map(fileOf));
    return async () => {
      await put(source);
      await restore();
    };
  } catch (error) {
    await put(source);
    throw error;
  }
}

async function end(): Promise<void> {
  await tests.close();
  await rm(process.cwd(), { recursive: true, force: true });
}

const toOutcome = (error: unknown): Outcome => ({
  error: error instanceof Error ? error.message : String(error),
});

process.on('message', (job: Job) => {
  void run(job)
    .catch(toOutcome)
    .then((outcome) => process.send?.(outcome));
});
// When whoever sends the jobs has ended, however, the sandbox goes too.
process.on('disconnect', () => void end().finally(() => process.exit()));
process.send?.('ready');
