import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

const entryPoints = readdirSync('functions', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ in: `functions/${file}`, out: `${file.replace(/\.ts$/, '')}/index` }));

/**
 * One bundle a function: `dist/<function>/index.mjs`.
 *
 * @satisfies {import('esbuild').BuildOptions}
 */
export const options = {
  entryPoints,
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'linked',
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  // Lambda brings credentials in the environment: the SDK's search elsewhere would be a fifth of each bundle.
  alias: { '@aws-sdk/credential-provider-node': './lib/db/credentials.ts' },
  // Loaded by the SDK for event streams only, which the Data API does not have.
  external: ['@smithy/core/event-streams'],
  metafile: true,
  logLevel: 'warning',
};

if (process.argv[1] === import.meta.filename) await build(options);
