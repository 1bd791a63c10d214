import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildAll, buildFunctions, splitOptions } from '../../esbuild.config.mjs';
import type { LambdaFunction } from '../../lib/contract/function.ts';
import { functions } from '../../lib/contract/functions.ts';

const ORIGINAL = 'dist-original';

/** The modules that run bundles. Tests that don't load them need no bundle. */
const HOST = 'infra/local/lambda/host.ts';

/** The bundles of the working folder, as its sources are changed and changed back. */
export interface Bundles {
  /** Makes those anew that hold a source, if any of the tests runs bundles. @returns puts them back as they were. */
  rebuild(source: string, testFiles: readonly string[]): Promise<() => Promise<void>>;
}

export async function openBundles(): Promise<Bundles> {
  const [sources] = await Promise.all([sourcesByFunction(), buildAll()]);
  await cp('dist', ORIGINAL, { recursive: true });
  return {
    rebuild: async (source, testFiles) => {
      const isNeeded = (await sourcesOf(testFiles)).has(HOST);
      const changed = functions.filter(({ name }) => isNeeded && sources.get(name)?.has(source) === true);
      if (changed.length > 0) await buildFunctions(changed);
      return () => restore(changed);
    },
  };
}

async function restore(changed: readonly LambdaFunction[]): Promise<void> {
  for (const { name } of changed) await cp(join(ORIGINAL, name), join('dist', name), { recursive: true });
}

/** The sources of tests. */
async function sourcesOf(testFiles: readonly string[]): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    entryPoints: [...testFiles],
    outdir: 'dist',
    platform: 'node',
    format: 'esm',
    bundle: true,
    packages: 'external',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  return new Set(Object.keys(metafile.inputs));
}

/** The sources of each function. */
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
