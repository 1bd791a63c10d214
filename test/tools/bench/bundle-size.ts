import { build } from 'esbuild';

export interface BundleSize {
  /** Bytes of the bundle's entry and its static imports. */
  readonly atStart: number;
  /** Bytes of the chunks that are loaded on demand. */
  readonly later: number;
}

/**
 * Measures the files of a bundle, by when they are loaded.
 *
 * @param entry relative to the working folder.
 */
export async function bundleSize(entry: string): Promise<BundleSize> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@smithy/core/event-streams'],
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const files = new Map(Object.entries(metafile.inputs));
  const atStart = new Set([entry]);
  // Iterating a set includes the members that are added meanwhile.
  for (const file of atStart) {
    for (const { kind, path, external } of files.get(file)?.imports ?? []) {
      if (kind === 'import-statement' && external !== true) atStart.add(path);
    }
  }
  const bytesOf = (isWanted: (file: string) => boolean) =>
    [...files].reduce((sum, [file, { bytes }]) => sum + (isWanted(file) ? bytes : 0), 0);
  return { atStart: bytesOf((file) => atStart.has(file)), later: bytesOf((file) => !atStart.has(file)) };
}
