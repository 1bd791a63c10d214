import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';

/** @typedef {import('esbuild').BuildOptions & { outdir: string }} Build */

/** What all builds share. @satisfies {Partial<Build>} */
export const options = {
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
  alias: {
    // Lambda brings credentials in the environment: the SDK's search elsewhere would be a fifth of each bundle.
    '@aws-sdk/credential-provider-node': './lib/db/credentials.ts',
    // The stores' libraries bring two versions, the older of which makes Node warn of what it uses.
    'node-fetch': './lib/auth/stores/native-fetch.ts',
  },
  // Loaded by the SDK for event streams only, which the Data API does not have.
  external: ['@smithy/core/event-streams'],
  logLevel: 'warning',
};

/**
 * Functions that check purchase tokens: a megabyte of theirs is needed for some stores' tokens only.
 *
 * @param {string} name
 */
const isPaid = (name) => /^(ai|chat)\//.test(name) && name !== 'chat/disconnect';

/** @satisfies {Partial<Build>} */
export const paidOptions = {
  ...options,
  // A file each for what is loaded when it is needed.
  splitting: true,
  // Lambda's client, which the chat's functions call each other with, loads what others leave out.
  external: [],
  // The stores' libraries are CommonJS and look for Node's own modules with `require`.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
};

/** @param {string[]} names @returns {Build} */
const together = (names) => ({
  ...options,
  entryPoints: names.map((name) => ({ in: `functions/${name}.ts`, out: `${name}/index` })),
  outdir: 'dist',
});

/** @param {string} name @returns {Build} */
const inParts = (name) => ({
  ...paidOptions,
  entryPoints: { index: `functions/${name}.ts` },
  outdir: `dist/${name}`,
});

/**
 * Makes all bundles: `dist/<function>/index.mjs`, and beside a paid function's the parts that it loads when they
 * are needed. What an earlier build left and this one did not make is removed.
 */
export async function buildAll() {
  // esbuild's runtime, Go's, would spend a third of the build on collecting garbage.
  process.env['GOGC'] ??= '400';
  const names = (await readdir('functions', { recursive: true }))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''));
  const builds = [together(names.filter((name) => !isPaid(name))), ...names.filter(isPaid).map(inParts)];
  const results = await Promise.all(builds.map((each) => build({ ...each, write: false })));
  const made = results.flatMap(({ outputFiles }) => outputFiles);
  await Promise.all(made.map(put));
  await removeAllBut(new Set(made.map(({ path }) => path)));
}

const DRAFT = '.draft';

/**
 * Puts a file in its place at once and whole, if it is another than the one there: the functions of a server or
 * a test that runs meanwhile may be reading it.
 *
 * @param {import('esbuild').OutputFile} file
 */
async function put({ path, contents }) {
  const old = await readFile(path).catch(() => undefined);
  if (old?.equals(contents)) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}${DRAFT}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}

/** @param {ReadonlySet<string>} made absolute paths */
async function removeAllBut(made) {
  for (const file of await readdir('dist', { recursive: true, withFileTypes: true })) {
    const path = resolve(join(file.parentPath, file.name));
    const isOurs = made.has(path) || path.endsWith(DRAFT);
    if (file.isFile() && !isOurs) await rm(path, { force: true });
  }
}

if (process.argv[1] === import.meta.filename) await buildAll();
