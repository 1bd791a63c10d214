import type { Verdict } from './cell.ts';

/** A cell of the table: the outcome of a call with a fault. */
export interface Tally {
  readonly row: string;
  readonly column: string;
  readonly verdict: Verdict | 'broken';
}

/** A cell to run. It throws when a guarantee is broken. */
export type CellRun = readonly [column: string, run: () => Promise<Verdict>];

/** Runs the cells of a row one after another, and continues when one is broken. */
export async function tallyUp(
  row: string,
  cells: readonly CellRun[],
): Promise<{ tallies: Tally[]; failures: string[] }> {
  const tallies: Tally[] = [];
  const failures: string[] = [];
  for (const [column, run] of cells) {
    const verdict = await run().catch((error: unknown) => {
      failures.push(`${column}: ${String(error)}`);
      return 'broken' as const;
    });
    tallies.push({ row, column, verdict });
  }
  return { tallies, failures };
}
