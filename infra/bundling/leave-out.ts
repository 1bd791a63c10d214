import { access, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Plugin } from 'esbuild';
import { leftOutModules, usedMembers } from './left-out.ts';
import { withoutExports, withoutMembers } from './rewrite.ts';

const wholeModules = new Set(Object.values(leftOutModules).flat());
const paths = [...wholeModules, ...Object.keys(usedMembers)];
const anyPath = paths.map((path) => path.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')).join('|');

/** Leaves out of bundles the code that `left-out.ts` lists. A build fails when the list names code that doesn't exist. */
export const leaveOut: Plugin = {
  name: 'leave out',
  setup: (bundling) => {
    bundling.onStart(async () => {
      await Promise.all(paths.map((path) => access(join('node_modules', path))));
    });
    bundling.onLoad({ filter: new RegExp(`[\\\\/]node_modules[\\\\/](?:${anyPath})$`) }, async ({ path }) => {
      const module = path
        .split(sep)
        .join('/')
        .replace(/^.*\/node_modules\//, '');
      const source = await readFile(path, 'utf8');
      const contents = wholeModules.has(module)
        ? withoutExports(source, module)
        : withoutMembers(source, module, usedMembers[module] ?? {});
      return { contents, loader: 'js' };
    });
  },
};
