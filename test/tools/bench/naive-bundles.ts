import { readFile } from 'node:fs/promises';
import { build, type Plugin } from 'esbuild';
import { options, splitOptions } from '../../../esbuild.config.mjs';

/** The imports as one would write them without thinking of their size. */
const NAIVELY: readonly (readonly [RegExp, string])[] = [
  [/import \* as z from 'zod\/mini';/g, "import { z } from 'zod';"],
  // There, these have other names.
  [/\bz\.minimum\b/g, 'z.gte'],
  [/\bz\.maximum\b/g, 'z.lte'],
  // The schema that is extended may be a call itself.
  [/\bz\.extend\(((?:[\w.]|\((?:[^()]|\([^()]*\))*\))+), /g, '$1.extend('],
  // The aggregated clients contain every command.
  [/\bRDSDataClient\b/g, 'RDSData'],
  [/\bSecretsManagerClient\b/g, 'SecretsManager'],
  [/\bLambdaClient\b/g, 'Lambda'],
  [/\bApiGatewayManagementApiClient\b/g, 'ApiGatewayManagementApi'],
  [/'openai\/(client|core\/error)'/g, "'openai'"],
];

/** Turns imports on demand into static ones. */
const LOADED_LATE = /const (\{ \w+ \}) = await import\(('[^']+')\);/g;

const naiveImports: Plugin = {
  name: 'naive imports',
  setup: (bundling) => {
    bundling.onLoad({ filter: /\/lib\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const early = [...source.matchAll(LOADED_LATE)].map(
        ([, names, file]) => `import ${names} from ${file};`,
      );
      const contents = NAIVELY.reduce(
        (text, [thoughtful, naive]) => text.replace(thoughtful, naive),
        [...early, source.replace(LOADED_LATE, '')].join('\n'),
      );
      return { contents, loader: 'ts' };
    });
  },
};

/**
 * Bundles functions as `npm run build` does, but naively: each in one piece, and with the SDK's whole search
 * for credentials.
 *
 * @param names as in the contract's routes, and those behind its sockets.
 */
export async function buildNaively(names: readonly string[], outdir: string): Promise<void> {
  const { alias: _, external: __, ...same } = { ...options, banner: splitOptions.banner };
  const entryPoints = names.map((name) => ({ in: `functions/${name}.ts`, out: `${name}/index` }));
  await build({ ...same, entryPoints, outdir, plugins: [naiveImports] });
}
