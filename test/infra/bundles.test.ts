import { readdir } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('a bundle imports nothing from outside itself at its start', async () => {
  const files = await readdir('dist', { recursive: true });
  const entryPoints = files.filter((file) => file.endsWith('index.mjs')).map((file) => join('dist', file));
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    metafile: true,
    write: false,
    outdir: 'unused',
    logLevel: 'silent',
  });
  const outside = Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
    imports
      .filter(({ kind, path, external }) => kind === 'import-statement' && external && !isBuiltin(path))
      .map(({ path }) => `${file} loads ${path}`),
  );
  expect(entryPoints.length).toBeGreaterThan(0);
  expect(outside).toEqual([]);
});
