import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { daysTable } from './tables.ts';

test('infra/cells.md has the results of the simulation: npm run simulate', () => {
  expect(readFileSync('infra/cells.md', 'utf8')).toContain(daysTable());
});
