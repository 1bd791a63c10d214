import { describe, expect, it } from 'vitest';
import { type Bench, startBench } from './bench.ts';
import type { MatrixCall } from './call.ts';
import { type Cell, type Recording, record, runCell } from './cell.ts';
import { crashes, quickFaults, slowFaults } from './faults.ts';
import { tallyUp } from './tally.ts';

interface Step {
  readonly call: MatrixCall;
  readonly recording: Recording;
  readonly index: number;
  readonly title: string;
}

/**
 * Declares the tests of the matrix: two for each Data API call in a run without faults, each with a cell for each
 * fault.
 */
export async function describeMatrix(calls: readonly MatrixCall[]): Promise<void> {
  const steps = await stepsOf(calls);

  describe.concurrent('a fault of one call, of all from it on, or of the process', () => {
    it.for(steps)('$title', async ({ call, recording, index }, { task }) => {
      await using bench = await startBench({
        settings: { DATABASE_RESUME_SECONDS_BUFFERED: 1, DATABASE_RESUME_SECONDS_STREAMED: 1 },
        // On AWS, transactions that a killed process leaves open end after 3 min.
        dataApi: { transactionIdleTimeout: 8_000 },
      });
      const kill = () => call.functions.forEach((name) => bench.system.functions.kill(name));
      const { tallies, failures } = await runCells(bench, call, recording, [
        ...quickFaults.map((fault) => ({ fault, index, isLasting: false })),
        // A permanent error is not retried, so there is no difference if it lasts.
        ...quickFaults.filter(({ passes }) => passes).map((fault) => ({ fault, index, isLasting: true })),
        ...(call.functions.length > 0 ? crashes(kill) : []).map((fault) => ({
          fault,
          index,
          isLasting: false,
        })),
      ]);
      task.meta.tallies = tallies;
      expect(failures.join('\n\n')).toBe('');
    });
  });

  describe.concurrent('a fault that takes time', () => {
    it.for(steps)('$title', async ({ call, recording, index }, { task }) => {
      await using bench = await startBench();
      const cells = slowFaults.map((fault) => ({ fault, index, isLasting: false }));
      const { tallies, failures } = await runCells(bench, call, recording, cells);
      task.meta.tallies = tallies;
      expect(failures.join('\n\n')).toBe('');
    });
  });
}

async function stepsOf(calls: readonly MatrixCall[]): Promise<Step[]> {
  await using bench = await startBench();
  const steps: Step[] = [];
  for (const call of calls) {
    const recording = await record(bench, call);
    const { dataApiCalls } = recording;
    dataApiCalls.forEach((operation, index) => {
      const title = `${call.name}: ${operation}, ${index + 1} of ${dataApiCalls.length}`;
      steps.push({ call, recording, index, title });
    });
  }
  return steps;
}

const runCells = (bench: Bench, call: MatrixCall, recording: Recording, cells: readonly Cell[]) =>
  tallyUp(
    call.name,
    cells.map((cell) => {
      const column = cell.isLasting ? `${cell.fault.name}, lasting` : cell.fault.name;
      return [column, () => runCell(bench, call, recording, cell)];
    }),
  );
