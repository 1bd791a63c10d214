import { watch } from 'node:fs';
import { buildAll } from '../../esbuild.config.mjs';
import { freshImport } from '../fresh-import.ts';
import type { SystemOptions } from './system.ts';

export interface Bundles {
  /** Calls the listener each time the bundles have been rebuilt without an error. */
  onRebuilt(listener: () => Promise<void>): void;
  stop(): Promise<void>;
}

/** Milliseconds without a change before the bundles are rebuilt: editors write a file in several steps. */
const SETTLED_AFTER = 50;

/** Bundles all functions, now and whenever their sources change. */
export async function watchBundles(): Promise<Bundles> {
  let listener: (() => Promise<void>) | undefined;
  await buildAll();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const rebuild = () =>
    buildAll().then(
      () => listener?.(),
      // esbuild has already printed the error.
      () => console.error('The previous functions stay in use until this is fixed.'),
    );
  let isNext = false;
  // One build at a time: parallel builds share nothing, and each needs all its memory.
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

/** The functions and routes as the sources declare them now. */
export const currentContract = async (): Promise<Required<Pick<SystemOptions, 'functions' | 'routes'>>> => {
  const [{ functions }, { routes }] = await Promise.all([
    freshImport<Required<Pick<SystemOptions, 'functions'>>>('lib/contract/functions.ts'),
    freshImport<Pick<SystemOptions, 'routes'>>('lib/contract/index.ts'),
  ]);
  return { functions, routes };
};
