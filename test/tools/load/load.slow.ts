import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LoadOptions, readOptions } from './options.ts';
import { toPage } from './page.ts';
import { type LoadResult, runLoad } from './run.ts';
import { toTables } from './tables.ts';

const options: LoadOptions = {
  seconds: 6,
  runIn: 2,
  rate: 5,
  users: 300,
  events: 3_000,
  difficult: 20,
  out: '',
};

let result: LoadResult;
let bar: string;
beforeAll(async () => {
  const output = new PassThrough();
  const shown = text(output);
  result = await runLoad(options, { bar: output, line: () => {} });
  output.end();
  bar = await shown;
}, 180_000);

/** The rows of the table of that title, each as a map of its figures. */
function rowsOf(title: string): Record<string, unknown>[] {
  const rows = toTables(result).find((table) => table.title === title)?.rows ?? [];
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [name, typeof cell === 'string' ? cell : cell.value]),
    ),
  );
}

describe('a short load', () => {
  it('seeds what it was asked for, and says how far it is', () => {
    const rows = Object.fromEntries(result.sizes.seeded.map(({ table, rows: count }) => [table, count]));
    expect(rows).toMatchObject({ user_events: 3_000, user_follow_secrets: 300, shared_items: 30 });
    expect(bar).toContain('3300 of 3300 rows');
  });

  it('makes as many requests as its rate says, none of which fails', () => {
    expect(result.samples).toHaveLength(40);
    expect(result.samples.filter(({ failure }) => failure !== undefined)).toEqual([]);
    expect(result.logged).toEqual([]);
  });

  it('finds every row that a response promised, and no other', () => {
    for (const { table, promised, found } of result.kept)
      expect({ table, rows: found }).toEqual({ table, rows: promised });
  });

  it('tells latency and memory of each part of it', () => {
    const parts = rowsOf('Load');
    expect(parts).toHaveLength(3);
    expect(parts.reduce((sum, { requests }) => sum + Number(requests), 0)).toBe(30);
    for (const part of parts) {
      expect(part['median']).toBeGreaterThan(0);
      expect(part["API's memory"]).toBeGreaterThan(10);
      expect(part['database']).toBeGreaterThan(1);
    }
  });

  it('shows all of it on a page that loads nothing', async () => {
    const page = await toPage(result, toTables(result));
    for (const { title } of toTables(result)) expect(page).toContain(`<h2>${title}</h2>`);
    for (const plot of ['Latency', 'Memory', 'Size of the database'])
      expect(page).toContain(`"title":"${plot}"`);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<link|<img|<iframe|\bsrc=|@import|url\(/);
  });
});

describe('the command line', () => {
  it('sets everything, and by default nothing', () => {
    expect(readOptions([])).toEqual({
      seconds: 600,
      runIn: 100,
      rate: 20,
      users: 100_000,
      events: 1_000_000,
      difficult: 5,
      out: 'load-results',
    });
    const args = '--seconds 90 --run-in 0 --rate 7 --users 10 --events 20 --difficult 0 --out folder'.split(
      ' ',
    );
    const set = { seconds: 90, runIn: 0, rate: 7, users: 10, events: 20, difficult: 0, out: 'folder' };
    expect(readOptions(args)).toEqual(set);
  });

  it.each([
    ['--rate', '0'],
    ['--users', 'many'],
    ['--seconds', '1.5'],
    ['--run-in', '-1'],
    ['--faults', '1'],
  ])('refuses %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow();
  });
});
