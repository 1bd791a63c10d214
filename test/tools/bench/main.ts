import { writeFile } from 'node:fs/promises';
import { startOwnPostgres } from '../../support/system/own-system.ts';
import { measureAi } from './ai.ts';
import { measureBundles } from './bundles.ts';
import { measureChat } from './chat.ts';
import { measureEndurance } from './endurance.ts';
import { measureFollowers } from './followers.ts';
import { measureGrowth } from './growth.ts';
import { measureGuesses } from './guesses.ts';
import { measureCalls } from './latency.ts';
import { measureMemory } from './memory.ts';
import { measureMonth } from './month.ts';
import { measurePasswords } from './password.ts';
import { measureRateLimit } from './rate-limit.ts';
import { measureReads } from './reads.ts';
import { countMissed, type Table, toText } from './report.ts';

const RESULTS = 'bench-results.json';

/** `npm run bench [-- name…]`: runs the named benchmarks, or all, one after another. */
const measures = {
  bundles: measureBundles,
  calls: measureCalls,
  reads: measureReads,
  passwords: measurePasswords,
  month: measureMonth,
  guesses: measureGuesses,
  ai: measureAi,
  chat: measureChat,
  'rate-limit': measureRateLimit,
  growth: measureGrowth,
  memory: measureMemory,
  endurance: measureEndurance,
  followers: measureFollowers,
};

async function main(names: readonly string[]): Promise<void> {
  const tables: Table[] = [];
  const postgres = await startOwnPostgres();
  try {
    for (const [name, measure] of Object.entries(measures)) {
      if (names.length > 0 && !names.includes(name)) continue;
      const found = [await measure(postgres)].flat();
      tables.push(...found);
      for (const table of found) console.log(toText(table));
    }
  } finally {
    await postgres.stop();
  }
  await writeFile(RESULTS, `${JSON.stringify(tables, null, 2)}\n`);
  const missed = countMissed(tables);
  console.log(
    missed === 0 ? 'Every figure is inside its bound.' : `${missed} figures are outside their bounds.`,
  );
  if (missed > 0) process.exitCode = 1;
}

await main(process.argv.slice(2));
