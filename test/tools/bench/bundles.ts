import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocs } from '../../../lib/contract/documents.ts';
import { chatAnswer, functions as declared } from '../../../lib/contract/functions.ts';
import { needsPurchaseToken } from '../../../lib/contract/route.ts';
import { bundleSize } from './bundle-size.ts';
import { importTime } from './import-time.ts';
import { buildNaively } from './naive-bundles.ts';
import { figure, type Table } from './report.ts';
import { median } from './statistics.ts';

const ROUNDS = 15;
/** Percent, for a function that anybody may call. Metered functions also need the model's client. */
const MAX_BYTES = 300_000;
const MAX_PERCENT = 50;
/** Percent, for a function that is mostly the model's client, which can't be made smaller. */
const MAX_PERCENT_OF_MODEL = 75;

/** A naive bundle of the docs function would lack the files that it starts with. */
const measured = declared.filter(
  ({ name, trigger }) => ['request', 'socket', 'task'].includes(trigger.type) && name !== getDocs.name,
);

/** Size and import time of every function's bundle, against the same function bundled naively. */
export async function measureBundles(): Promise<Table> {
  const folder = await mkdtemp(join(tmpdir(), 'liftlog-bundles-'));
  try {
    const empty = join(folder, 'empty.mjs');
    await writeFile(empty, 'export const handler = async () => ({ statusCode: 200 });\n');
    const lean = new Set(
      measured
        .filter(({ trigger }) => trigger.type === 'request' && !trigger.routes.some(needsPurchaseToken))
        .map(({ name }) => name),
    );
    const names = measured.map(({ name }) => name);
    await buildNaively(names, join(folder, 'naive'));
    const functions = names.map((name) => ({
      name,
      mostBytes: lean.has(name) ? MAX_BYTES : undefined,
      mostPercent: name === chatAnswer.name ? MAX_PERCENT_OF_MODEL : MAX_PERCENT,
      ours: join('dist', name, 'index.mjs'),
      naive: join(folder, 'naive', name, 'index.mjs'),
    }));
    const modules = [empty, ...functions.flatMap(({ ours, naive }) => [ours, naive])];
    const times = await importTimes(modules);
    const row = async ({ name, mostBytes, mostPercent, ours, naive }: (typeof functions)[number]) => {
      const [own = [], naively = []] = [times.get(ours), times.get(naive)];
      const ratio = median(own.map((time, round) => time / (naively[round] ?? Number.NaN)));
      const { atStart, later } = await bundleSize(ours);
      return {
        function: name,
        size: figure(atStart, 'bytes', mostBytes),
        'loaded later': later > 0 ? figure(later, 'bytes') : '',
        naive: figure((await stat(naive)).size, 'bytes'),
        import: figure(median(own), 'ms'),
        'naive import': figure(median(naively), 'ms'),
        ratio: figure(ratio * 100, '%', mostPercent),
      };
    };
    return {
      title: 'Bundles',
      about:
        `Medians of ${ROUNDS} imports in fresh processes, taken in turn: processor time, which a busy machine\n` +
        'leaves as it is. Naive: `import { z }`, the aggregated SDK clients with their default chain of credential\n' +
        'providers, and all in one piece. Loaded later: the libraries of two stores, when the first token of theirs\n' +
        'comes.',
      rows: [
        { function: '(empty handler)', import: figure(median(times.get(empty) ?? []), 'ms') },
        ...(await Promise.all(functions.map(row))),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The modules take turns, so that a slow moment of the machine affects all of them. */
async function importTimes(modules: readonly string[]): Promise<Map<string, number[]>> {
  const samples = new Map(modules.map((module): [string, number[]] => [module, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [module, times] of samples) times.push(await importTime(module));
  }
  return samples;
}
