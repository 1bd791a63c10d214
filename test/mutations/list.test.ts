import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { mutations } from './list.ts';
import { fileOf, mutate } from './mutation.ts';

// Running them takes too long for each change; that they still fit the sources is found at once.

it.each(mutations)('$file: $rule', async (mutation) => {
  const source = await readFile(mutation.file, 'utf8');
  expect(mutate(mutation, source)).not.toBe(source);
  expect(mutation.killers.map(fileOf).filter((file) => !existsSync(file))).toEqual([]);
});

it('each has a rule of its own', () => {
  const rules = mutations.map(({ rule }) => rule);
  expect(new Set(rules).size).toBe(rules.length);
});
