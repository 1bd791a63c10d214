import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { costsOf } from '../../../infra/capacity/costs.ts';
import { priced } from '../../../infra/capacity/prices.ts';
import { costsTable, monthInWords } from '../../../infra/capacity/tables.ts';

const readme = readFileSync('infra/README.md', 'utf8');

test('the costs in infra/README.md are those that are reckoned: npm run deploy:plan', () => {
  const [, section = ''] = readme.split('\n## Costs\n');
  const [table] = /^\|[\s\S]*?\|$(?=\n\n)/m.exec(section) ?? [];
  expect(table).toBe(costsTable());
  const [, words] = /That makes ([\s\S]*?), as counted/.exec(section) ?? [];
  expect(words?.replaceAll(/\s+/g, ' ')).toBe(monthInWords());
});

test('each unit costs what its tier costs', () => {
  const tiers = [
    [10, 0],
    [20, 2],
    [Infinity, 1],
  ] as const;
  expect([0, 10, 15, 20, 25].map((units) => priced(units, tiers))).toEqual([0, 0, 10, 20, 25]);
});

test('the total is the sum of what is paid', () => {
  const { total, lambdaHashed, ...parts } = costsOf(1_000_000, 30);
  expect(lambdaHashed).toBeGreaterThan(parts.lambda);
  expect(total).toBeCloseTo(Object.values(parts).reduce((sum, part) => sum + part, 0));
});

test('a database that nobody wakes costs nothing but its storage', () => {
  expect(costsOf(1, 5).capacity).toBeLessThan(costsOf(1_000, 5).capacity / 10);
});
