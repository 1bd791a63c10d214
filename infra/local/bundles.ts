import { watch } from 'node:fs';
import * as esbuild from 'esbuild';
import { builds } from '../../esbuild.config.mjs';
import type { GatewayRoute } from './gateway/index.ts';

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
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.rebuild()));

  const rebuild = async () => {
    const results = await Promise.allSettled(contexts.map((context) => context.rebuild()));
    // What is wrong with the sources, esbuild has shown.
    if (results.every(({ status }) => status === 'fulfilled')) await listener?.();
  };
  let timer: NodeJS.Timeout | undefined;
  const watchers = ['functions', 'lib'].map((folder) =>
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        rebuild().catch((error) => console.error(error));
      }, SETTLED_AFTER);
    }),
  );
  return {
    onRebuilt: (given) => {
      listener = given;
    },
    stop: async () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await Promise.all(contexts.map((context) => context.dispose()));
    },
  };
}

/** Reads the routes from their sources as they are now; an import would be the one of the start for ever. */
export async function currentRoutes(): Promise<readonly GatewayRoute[]> {
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
