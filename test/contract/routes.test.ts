import { existsSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { socketFunctions } from '../../lib/contract/hub.ts';
import { routes } from '../../lib/contract/index.ts';
import { schedules } from '../../lib/contract/schedules.ts';

/** Functions that nothing on the outside calls. */
const INTERNAL = ['migrate', ...schedules.map(({ name }) => name), ...Object.values(socketFunctions)];

const withoutExtension = (file: string) => file.replaceAll('\\', '/').replace(/\.ts$/, '');
const functionNames = globSync('**/*.ts', { cwd: 'functions' }).map(withoutExtension);
const routeNames = new Set(routes.map(({ name }) => name));

test('each route has a function of its name, and each function but the internal ones a route', () => {
  expect(functionNames.toSorted()).toEqual([...routeNames, ...INTERNAL].toSorted());
});

test('each function has a bundle that exports its handler', async () => {
  expect(functionNames.filter((name) => !existsSync(`dist/${name}/index.mjs`))).toEqual([]);
});

test('no bundle is left of a function that is no more', () => {
  const bundles = globSync('**/index.mjs', { cwd: 'dist' }).map((file) => file.replace(/\/index\.mjs$/, ''));
  expect(bundles.toSorted()).toEqual(functionNames.toSorted());
});

test('no two routes answer the same method and path', () => {
  const answered = routes.flatMap(({ methods, path }) =>
    methods.map((method) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`),
  );
  expect(answered.filter((each, index) => answered.indexOf(each) !== index)).toEqual([]);
});
