import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildAll, buildFunctions, splitOptions } from '../../esbuild.config.mjs';
import type { LambdaFunction } from '../../lib/contract/function.ts';
import { functions } from '../../lib/contract/functions.ts';

const ORIGINAL = 'dist-original';

/** The bundles of the working folder, as its sources are changed and changed back. */
export interface Bundles {
  /** Makes those anew that hold a source. @returns puts them back as they were. */
  rebuild(source: string): Promise<() => Promise<void>>;
}

export async function openBundles(): Promise<Bundles> {
  const [sources] = await Promise.all([sourcesByFunction(), buildAll()]);
  await cp('dist', ORIGINAL, { recursive: true });
  return {
    rebuild: async (source) => {
      const changed = functions.filter(({ name }) => sources.get(name)?.has(source) === true);
      await buildFunctions(changed);
      return () => restore(changed);
    },
  };
}

async function restore(changed: readonly LambdaFunction[]): Promise<void> {
  for (const { name } of changed) await cp(join(ORIGINAL, name), join('dist', name), { recursive: true });
}

/** What each function is made of. */
async function sourcesByFunction(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { metafile } = await build({
    ...splitOptions,
    splitting: false,
    minify: false,
    sourcemap: false,
    legalComments: 'none',
    entryPoints: functions.map(({ name }) => ({ in: `functions/${name}.ts`, out: name })),
    outdir: 'dist',
    metafile: true,
    write: false,
  });
  return new Map(
    functions.map(({ name }) => {
      const output = metafile.outputs[`dist/${name}.mjs`];
      return [name, new Set(Object.keys(output?.inputs ?? {}))];
    }),
  );
}
