import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';

const document = readFileSync('SECURITY.md', 'utf8');

/** The last cell of each threat: the files that show what is said to stop it. */
const shownBy = document
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('` |'))
  .map((line) => line.split(' | ').at(-1) ?? '');

const filesIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);

it('each threat names what shows that it is stopped, and that is there', () => {
  expect(shownBy.length).toBeGreaterThan(30);
  const missing = shownBy.flatMap(filesIn).filter((file) => !existsSync(file));
  expect(missing).toEqual([]);
});

it('each test of security is named', async () => {
  const tests = (await readdir('test/security')).filter((name) => name !== 'threat-model.test.ts');
  const named = shownBy.flatMap(filesIn);
  for (const name of tests) expect(named).toContain(`test/security/${name}`);
});
