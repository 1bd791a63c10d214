import type { Reporter, TestCase } from 'vitest/node';
import { formatTable } from './table.ts';
import type { Tally } from './tally.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The cells of a test of the matrix. */
    tallies?: Tally[];
    /** The counts of another test, as text. */
    counted?: string;
  }
}

/** Prints the table of the matrix and other counts at the end of a run. */
export default class FaultReporter implements Reporter {
  readonly #tallies: Tally[] = [];
  readonly #counted: string[] = [];

  onTestCaseResult(test: TestCase): void {
    const { tallies = [], counted } = test.meta();
    this.#tallies.push(...tallies);
    if (counted !== undefined) this.#counted.push(counted);
  }

  onTestRunEnd(): void {
    if (this.#tallies.length > 0) console.log(`\n${formatTable(this.#tallies)}`);
    for (const line of this.#counted.toSorted()) console.log(line);
  }
}
