import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routes } from '../../lib/contract/index.ts';
import { importTime } from './import-time.ts';
import { buildNaively } from './naive-bundles.ts';
import { figure, type Table } from './report.ts';
import { median } from './statistics.ts';

const ROUNDS = 15;
const MOST_BYTES = 420_000;
const MOST_PERCENT = 60;

/** Size and import time of every feed function's bundle, against the same function bundled naively. */
export async function measureBundles(): Promise<Table> {
  const folder = await mkdtemp(join(tmpdir(), 'liftlog-bundles-'));
  try {
    const empty = join(folder, 'empty.mjs');
    await writeFile(empty, 'export const handler = async () => ({ statusCode: 200 });\n');
    const names = routes.filter(({ access }) => access === 'public').map(({ name }) => name);
    await buildNaively(names, join(folder, 'naive'));
    const functions = names.map((name) => ({
      name,
      ours: join('dist', name, 'index.mjs'),
      naive: join(folder, 'naive', name, 'index.mjs'),
    }));
    const modules = [empty, ...functions.flatMap(({ ours, naive }) => [ours, naive])];
    const times = await importTimes(modules);
    const row = async (name: string, { ours, naive }: { ours: string; naive: string }) => {
      const [own = [], naively = []] = [times.get(ours), times.get(naive)];
      const ratio = median(own.map((time, round) => time / (naively[round] ?? Number.NaN)));
      return {
        function: name,
        size: figure((await stat(ours)).size, 'bytes', MOST_BYTES),
        naive: figure((await stat(naive)).size, 'bytes'),
        import: figure(median(own), 'ms'),
        'naive import': figure(median(naively), 'ms'),
        ratio: figure(ratio * 100, '%', MOST_PERCENT),
      };
    };
    return {
      title: 'Bundles',
      about:
        `Medians of ${ROUNDS} imports in fresh processes, taken in turn. Naive: \`import { z }\`, the aggregated\n` +
        'SDK client with its default chain of credential providers.',
      rows: [
        { function: '(empty handler)', import: figure(median(times.get(empty) ?? []), 'ms') },
        ...(await Promise.all(functions.map((paths) => row(paths.name, paths)))),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The modules take turns, so that a slow moment of the machine meets them all. */
async function importTimes(modules: readonly string[]): Promise<Map<string, number[]>> {
  const samples = new Map(modules.map((module): [string, number[]] => [module, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [module, times] of samples) times.push(await importTime(module));
  }
  return samples;
}
