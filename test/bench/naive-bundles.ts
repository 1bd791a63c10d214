import { readFile } from 'node:fs/promises';
import { build, type Plugin } from 'esbuild';
import { options } from '../../esbuild.config.mjs';

/** How each import would be written without a thought of its weight. */
const NAIVELY: readonly (readonly [RegExp, string])[] = [
  [/import \* as z from 'zod\/mini';/g, "import { z } from 'zod';"],
  // Two checks have other names there.
  [/\bz\.minimum\b/g, 'z.gte'],
  [/\bz\.maximum\b/g, 'z.lte'],
  // The aggregated client brings every command and keeps them all.
  [/\bRDSDataClient\b/g, 'RDSData'],
];

const naiveImports: Plugin = {
  name: 'naive imports',
  setup: (bundling) => {
    bundling.onLoad({ filter: /\/lib\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = NAIVELY.reduce((text, [thoughtful, naive]) => text.replace(thoughtful, naive), source);
      return { contents, loader: 'ts' };
    });
  },
};

/**
 * Bundles functions as `npm run build` does, but naively, and with the SDK's whole search for credentials.
 *
 * @param names as in the contract's routes.
 */
export async function buildNaively(names: readonly string[], outdir: string): Promise<void> {
  const { alias: _, external: __, ...same } = options;
  const entryPoints = names.map((name) => ({ in: `functions/${name}.ts`, out: `${name}/index` }));
  await build({ ...same, entryPoints, outdir, plugins: [naiveImports] });
}
