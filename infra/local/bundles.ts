import { watch } from 'node:fs';
import { buildAll } from '../../esbuild.config.mjs';
import { freshImport } from '../fresh-import.ts';
import type { SystemOptions } from './system.ts';

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
      () => console.error('The functions stay as they were until this is fixed.'),
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

/** The functions and routes as their sources declare them now. */
export const currentContract = async (): Promise<Required<Pick<SystemOptions, 'functions' | 'routes'>>> => {
  const [{ functions }, { routes }] = await Promise.all([
    freshImport<Required<Pick<SystemOptions, 'functions'>>>('lib/contract/functions.ts'),
    freshImport<Pick<SystemOptions, 'routes'>>('lib/contract/index.ts'),
  ]);
  return { functions, routes };
};
