import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Package {
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
  /** Comes inside of another package, under that one's digest. */
  readonly inBundle?: boolean;
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

const declared: Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string>
> & {
  readonly allowScripts: Record<string, boolean>;
} = read('package.json');

/** Every package that is installed, on whatever system, by its place; the first one is this project. */
const [, ...locked] = Object.entries<Package>(read('package-lock.json').packages);

it('each package is of one version, and nothing but what its digest says', () => {
  const { dependencies, devDependencies, optionalDependencies } = declared;
  for (const version of Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  }
  const unsealed = locked.filter(
    ([, { integrity, link, inBundle }]) =>
      link !== true && inBundle !== true && !integrity?.startsWith('sha512-'),
  );
  expect(unsealed.map(([place]) => place)).toEqual([]);
});

it('each package that would run at installation is allowed to, or kept from it', () => {
  const running = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
  const names = running.map(([place]) => place.replace(/^.*node_modules\//, ''));
  expect(names.filter((name) => declared.allowScripts[name] === undefined)).toEqual([]);
});
