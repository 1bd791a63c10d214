import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import { builtins } from './infra/bundling/builtins.ts';
import { leaveOut } from './infra/bundling/leave-out.ts';
import { buildDocs } from './infra/docs/build.ts';
import { freshImport } from './infra/fresh-import.ts';

/** @typedef {import('esbuild').BuildOptions & { outdir: string }} Build */
/** @typedef {import('./lib/contract/function.ts').LambdaFunction} LambdaFunction */

/**
 * Reduces the package.json of the SDK's clients to the version, which is all that they use.
 *
 * @type {import('esbuild').Plugin}
 */
const versionOnly = {
  name: 'version-only',
  setup: (bundling) =>
    bundling.onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    }),
};

/** Options of all builds. @satisfies {Partial<Build>} */
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
    // The stores' libraries depend on two versions, and Node warns about an API that the older one uses.
    'node-fetch': './lib/auth/stores/native-fetch.ts',
    // cuid2 also runs where there are no large integers and no SHA-3: what does for them would be 25 kB of a bundle.
    'bignumber.js': './lib/native/bignumber.ts',
    '@noble/hashes/sha3.js': './lib/native/sha3.ts',
  },
  // The SDK loads it only for event streams, which the Data API does not have.
  external: ['@smithy/core/event-streams'],
  plugins: [versionOnly, builtins, leaveOut],
  logLevel: 'warning',
};

/**
 * Options for functions with libraries that few calls need, such as those of the stores: a megabyte.
 *
 * @satisfies {Partial<Build>}
 */
export const splitOptions = {
  ...options,
  // Modules that are loaded on demand become files of their own.
  splitting: true,
  // Lambda's client, which the chat's functions call each other with, loads what others leave out.
  external: [],
  // The stores' libraries are CommonJS and look for Node's own modules with `require`.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
};

/**
 * In whole bundles nothing is loaded later. What other functions load so is named in sources that these share, and
 * would have esbuild put all that it imports, such as zod, into closures that Node reads twice.
 *
 * @type {import('esbuild').Plugin}
 */
const nothingLater = {
  name: 'nothing later',
  setup: (bundling) => {
    bundling.onResolve({ filter: /^\./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
    bundling.onEnd(({ metafile }) => {
      const later = Object.entries(metafile?.outputs ?? {}).flatMap(([file, { imports }]) =>
        imports.filter(({ path }) => path.startsWith('.')).map(({ path }) => `${file} loads ${path}`),
      );
      return {
        errors: later.map((text) => ({ text: `${text} when it is needed: its bundle must be split.` })),
      };
    });
  },
};

/** @param {string[]} names @returns {Build} */
const wholeBuild = (names) => ({
  ...options,
  entryPoints: names.map((name) => ({ in: `functions/${name}.ts`, out: `${name}/index` })),
  outdir: 'dist',
  plugins: [...options.plugins, nothingLater],
  metafile: true,
});

/** Of functions that make tables, with what others leave out. @param {string[]} names @returns {Build} */
const ownersBuild = (names) => ({ ...wholeBuild(names), plugins: [versionOnly, builtins] });

/** Where parts seem to be made: as deep as they lie in the end, so that source maps hold. */
const PARTS = 'dist/split/parts';

/** @param {string} name */
const flat = (name) => name.replace('/', '-');

/** @param {string[]} names @returns {Build} */
const splitBuild = (names) => ({
  ...splitOptions,
  entryPoints: names.map((name) => ({ in: `functions/${name}.ts`, out: flat(name) })),
  outdir: PARTS,
});

/**
 * Makes all bundles: `dist/<function>/index.mjs`, next to it the chunks that a split bundle loads on demand, and next to the
 * docs function's the files that it serves. Files of an earlier build that are no longer made are removed.
 */
export async function buildAll() {
  const [bundles, docs] = await Promise.all([declaredFunctions().then(buildFunctions), buildDocs()]);
  await Promise.all(docs.map(put));
  await removeAllBut(new Set([...bundles, ...docs].map(({ path }) => path)));
}

/** Makes the bundles of some functions, in their places. @param {readonly LambdaFunction[]} functions */
export async function buildFunctions(functions) {
  // esbuild's runtime, Go's, would spend a third of the build on collecting garbage.
  process.env['GOGC'] ??= '400';
  const owners = functions.filter(({ databases }) => databases === 'owner');
  const others = functions.filter((each) => !owners.includes(each));
  const named = (/** @type {LambdaFunction['bundle']} */ bundle) =>
    others.filter((each) => each.bundle === bundle).map(({ name }) => name);
  const [wholes, ownersWholes, ...parts] = await Promise.all([
    build({ ...wholeBuild(named('whole')), write: false }),
    build({ ...ownersBuild(owners.map(({ name }) => name)), write: false }),
    buildSplit(named('split')),
    ...named('split alone').map((name) => buildSplit([name])),
  ]);
  const made = [...wholes.outputFiles, ...ownersWholes.outputFiles, ...parts.flat()];
  await Promise.all(made.map(put));
  return made;
}

/** @returns {Promise<readonly LambdaFunction[]>} */
async function declaredFunctions() {
  const { functions } = await freshImport('lib/contract/functions.ts');
  return functions;
}

/** @param {string[]} names */
async function buildSplit(names) {
  const result = await build({ ...splitBuild(names), write: false, metafile: true });
  return names.flatMap((name) => ownParts(name, result));
}

/**
 * The files of one of the functions that were made in one go, in a folder of its own: Lambda gets no other.
 *
 * @param {string} name
 * @param {import('esbuild').BuildResult<{ write: false, metafile: true }>} result
 */
function ownParts(name, { outputFiles, metafile }) {
  const entry = `${PARTS}/${flat(name)}.mjs`;
  const own = new Set([entry]);
  // A set that grows meanwhile is walked to its end.
  for (const file of own) {
    for (const { path, external } of metafile.outputs[file]?.imports ?? [])
      if (external !== true) own.add(path);
  }
  const isOwn = (/** @type {string} */ path) => own.has(path.replace(/\.(map|LEGAL\.txt)$/, ''));
  return outputFiles
    .map(({ path, contents }) => ({ path: relative('', path).replaceAll(sep, '/'), contents }))
    .filter(({ path }) => isOwn(path))
    .map(({ path, contents }) => ({
      path: resolve('dist', name, basename(path).replace(basename(entry), 'index.mjs')),
      contents: path === entry ? renamed(contents, `${basename(entry)}.`, 'index.mjs.') : contents,
    }));
}

/**
 * Changes how a file calls its companions, at its end.
 *
 * @param {Uint8Array} contents @param {string} from @param {string} to
 */
const renamed = (contents, from, to) => Buffer.from(Buffer.from(contents).toString().replaceAll(from, to));

const DRAFT = '.draft';

/**
 * Replaces a file atomically if its content has changed, because a running server or test may be reading it.
 *
 * @param {{ path: string, contents: Uint8Array }} file
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

if (process.argv[1] === import.meta.filename) {
  await buildAll().catch((/** @type {Error} */ error) => {
    // The error is in the sources; the build's stack trace would say nothing.
    console.error(error.message);
    process.exitCode = 1;
  });
}
