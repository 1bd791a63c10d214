import { build } from 'esbuild';

/**
 * Evaluates a module and all that it imports, as their sources are now; an `import` would give those of the first time
 * for ever.
 *
 * @param path of the module, from the root of the project.
 * @throws Error with the message of what the module throws, and no stack: that would quote the module whole.
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
