import { existsSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { functions } from '../../lib/contract/functions.ts';
import { routes } from '../../lib/contract/index.ts';

const withoutExtension = (file: string) => file.replaceAll('\\', '/').replace(/\.ts$/, '');
const functionNames = globSync('**/*.ts', { cwd: 'functions' }).map(withoutExtension);

test('each function that is declared has a file, and each file is declared, once', () => {
  expect(functionNames.toSorted()).toEqual(functions.map(({ name }) => name).toSorted());
});

test('the routes behind a function have its name', () => {
  for (const { name, trigger } of functions) {
    const names = trigger.type === 'request' ? trigger.routes.map((route) => route.name) : [name];
    expect(new Set(names)).toEqual(new Set([name]));
  }
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
