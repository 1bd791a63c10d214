import { build } from 'esbuild';

/**
 * Evaluates the current sources of a module and all its imports. A plain `import` would return the cached first
 * version.
 *
 * @param path the path of the module from the root of the project.
 * @throws Error with the message of the module's error, but without its stack, which would quote the whole module.
 */
export async function freshImport<Module>(path: string): Promise<Module> {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    logLevel: 'warning',
  });
  const source = outputFiles.map(({ text }) => text).join('');
  return import(`data:text/javascript,${encodeURIComponent(source)}`).catch((error: unknown) => {
    throw new Error(error instanceof Error ? error.message : String(error));
  });
}
