import { watch } from 'node:fs';
import * as esbuild from 'esbuild';
import { buildAll } from '../../esbuild.config.mjs';
import type { SystemRoute } from './system.ts';

export interface Bundles {
  /** Calls back each time the bundles were made anew without an error. */
  onRebuilt(listener: () => Promise<void>): void;
  stop(): Promise<void>;
}

/** Milliseconds without a change before the bundles are made anew: editors write a file in several steps. */
const SETTLED_AFTER = 50;

/** Bundles all functions, now and at every change of their sources. */
export async function watchBundles(): Promise<Bundles> {
  let listener: (() => Promise<void>) | undefined;
  await buildAll();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const rebuild = () =>
    buildAll().then(
      () => listener?.(),
      // What is wrong with the sources, esbuild has shown.
      () => console.error('The functions stay as they were until this is mended.'),
    );
  let isNext = false;
  // One after the other: builds side by side share no work, and each takes all its memory.
  const rebuildNext = () => {
    if (isNext) return;
    isNext = true;
    running = running.then(() => {
      isNext = false;
      return rebuild();
    });
  };
  const watchers = ['functions', 'lib', 'infra/docs'].map((folder) =>
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(rebuildNext, SETTLED_AFTER);
    }),
  );
  return {
    onRebuilt: (given) => {
      listener = given;
    },
    stop: async () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** Reads the routes from their sources as they are now; an import would be the one of the start for ever. */
export async function currentRoutes(): Promise<readonly SystemRoute[]> {
  const { outputFiles } = await esbuild.build({
    entryPoints: ['lib/contract/index.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const source = outputFiles.map(({ text }) => text).join('');
  const { routes } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  return routes;
}
