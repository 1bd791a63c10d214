import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countMissed, toText } from '../bench/report.ts';
import { readOptions } from './options.ts';
import { toPage } from './page.ts';
import { runLoad } from './run.ts';
import { toTables } from './tables.ts';

/** `npm run load [-- --seconds 90 --run-in 10 --rate 40 --users 1000 --events 10000 --difficult 5 --out folder]` */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const result = await runLoad(options, { bar: process.stderr, line: (line) => console.log(line) });
  const tables = toTables(result);
  for (const table of tables) console.log(toText(table));
  const failures = result.samples.flatMap(({ kind, failure }) =>
    failure === undefined ? [] : `${kind.name}: ${failure}`,
  );
  for (const failure of [...failures, ...result.logged].slice(0, 20)) console.log(failure);

  await mkdir(options.out, { recursive: true });
  const page = join(options.out, 'index.html');
  await writeFile(page, await toPage(result, tables));
  await writeFile(join(options.out, 'tables.json'), `${JSON.stringify(tables, null, 2)}\n`);
  const missed = countMissed(tables);
  console.log(
    `${missed === 0 ? 'Every figure is inside its bound.' : `${missed} bounds are missed.`} ${page}`,
  );
  if (missed > 0) process.exitCode = 1;
}

await main();
