import type { Job, Outcome } from './job.ts';
import { fileOf, type Mutation, textOf } from './mutation.ts';

type Verdict = 'killed' | 'survived' | 'equal' | 'passes' | 'error';

/** The line that is printed for a job. */
export interface Result {
  /** Undefined for a control. */
  readonly mutation: Mutation | undefined;
  readonly verdict: Verdict;
  /** The rule; for a control, the file of its tests. */
  readonly name: string;
  /** The test that killed it, the sentence that says why it is equal, or what is wrong. */
  readonly reason: string;
  readonly isFailure: boolean;
  readonly seconds: number;
}

export function toResult({ mutation, killers }: Job, outcome: Outcome, seconds: number): Result {
  const name = mutation?.rule ?? [...new Set(killers.map(fileOf))].join(', ');
  return { mutation, name, seconds, ...judge(mutation, outcome) };
}

function judge(
  mutation: Mutation | undefined,
  { killedBy, error }: Outcome,
): Pick<Result, 'verdict' | 'reason' | 'isFailure'> {
  if (error !== undefined) return { verdict: 'error', reason: error, isFailure: true };
  if (mutation === undefined) {
    return killedBy === undefined
      ? { verdict: 'passes', reason: '', isFailure: false }
      : { verdict: 'error', reason: `fails without any mutation: ${killedBy}`, isFailure: true };
  }
  const { equal } = mutation;
  if (killedBy === undefined) {
    return equal === undefined
      ? { verdict: 'survived', reason: mutation.killers.map(textOf).join(', '), isFailure: true }
      : { verdict: 'equal', reason: equal, isFailure: false };
  }
  return equal === undefined
    ? { verdict: 'killed', reason: killedBy, isFailure: false }
    : { verdict: 'error', reason: `said to be equal, but killed by ${killedBy}`, isFailure: true };
}

export const toLine = ({ verdict, name, reason, seconds }: Result, count: number, of: number): string =>
  `${count}/${of}  ${verdict.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${name}${reason === '' ? '' : `\n    ${reason}`}`;

/** All mutations, by their files; failed controls before them. */
export function toTable(results: readonly Result[]): string {
  const rows = results
    .filter(({ mutation, isFailure }) => mutation !== undefined || isFailure)
    .toSorted((a, b) => (a.mutation?.file ?? '').localeCompare(b.mutation?.file ?? ''))
    .map(({ mutation, verdict, name, reason }) => [verdict, mutation?.file ?? '', name, reason]);
  return [['verdict', 'file', 'rule', 'by, or why'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

export function summary(results: readonly Result[], seconds: number): string {
  const counts = Object.entries(Object.groupBy(results, ({ verdict }) => verdict));
  const texts = counts.map(([verdict, { length }]) => `${length} ${verdict}`);
  return `${texts.join(', ')} in ${(seconds / 60).toFixed(1)} minutes.`;
}
