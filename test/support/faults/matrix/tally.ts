import type { Verdict } from './cell.ts';

/** A cell of the table: how a call ended under a fault. */
export interface Tally {
  readonly row: string;
  readonly column: string;
  readonly verdict: Verdict | 'broken';
}

/** A cell to be run. It throws where a promise is broken. */
export type CellRun = readonly [column: string, run: () => Promise<Verdict>];

/** Runs the cells of a row, one after the other, and goes on when one is broken. */
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
