import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Job } from './job.ts';
import { runLane } from './lanes.ts';
import { mutations } from './list.ts';
import { fileOf, type Mutation, textOf } from './mutation.ts';
import { type Result, summary, toLine, toResult, toTable } from './report.ts';

// Breaks the product's rules one by one, each in a copy of the project, and tells which test notices.
// npm run test:mutations [-- [--lanes N] [words of a rule, a file or a test]]

const { values, positionals } = parseArgs({
  options: { lanes: { type: 'string', default: String(Math.min(2, availableParallelism())) } },
  allowPositionals: true,
});

const words = positionals.map((word) => word.toLowerCase());
const textsOf = ({ rule, file, killers }: Mutation) => [rule, file, ...killers.map(textOf)].join('\n');
const chosen = mutations.filter((mutation) => {
  const text = textsOf(mutation).toLowerCase();
  return words.length === 0 || words.some((word) => text.includes(word));
});
if (chosen.length === 0)
  throw new Error('No mutation has one of these words in its rule, its file or its tests.');

/** Without a mutation, each test has to pass. */
function controlsOf(list: readonly Mutation[]): Job[] {
  const killers = new Map(list.flatMap((mutation) => mutation.killers.map((each) => [textOf(each), each])));
  return [...Map.groupBy(killers.values(), fileOf).values()].map((ofFile) => ({ killers: ofFile }));
}

const jobs: Job[] = [
  ...controlsOf(chosen),
  ...chosen.map((mutation) => ({ mutation, killers: mutation.killers })),
];
const results: Result[] = [];
const queue = jobs.values();
const start = performance.now();
const lanes = Array.from({ length: Number(values.lanes) }, () =>
  runLane(queue, (job, outcome, seconds) => {
    const result = toResult(job, outcome, seconds);
    results.push(result);
    console.log(toLine(result, results.length, jobs.length));
  }),
);
await Promise.all(lanes);

console.log(`\n${toTable(results)}\n\n${summary(results, (performance.now() - start) / 1_000)}`);
process.exitCode = results.some(({ isFailure }) => isFailure) ? 1 : 0;
