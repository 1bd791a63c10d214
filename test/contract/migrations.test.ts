import { globSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../lib/db/migrations/index.ts';

const FOLDER = 'lib/db/migrations';

test('the databases are the folders', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(Object.keys(migrations).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
});

test.for(Object.entries(migrations))(
  'every migration of %s is listed by its file name, in order',
  ([database, listed]) => {
    const files = globSync('*.ts', { cwd: `${FOLDER}/${database}` }).map((file) => file.replace(/\.ts$/, ''));
    expect(Object.keys(listed)).toEqual(files.toSorted());
  },
);

test.for(Object.entries(migrations))(
  'every migration of %s is the one in its file',
  async ([database, listed]) => {
    for (const [name, migration] of Object.entries(listed)) {
      const inFile = await import(/* @vite-ignore */ resolve(FOLDER, database, `${name}.ts`));
      expect(migration).toBe(inFile);
    }
  },
);
