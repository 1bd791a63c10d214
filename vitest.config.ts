import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { WaitingFirst } from './test/support/vitest/waiting-first.ts';

/**
 * Which tests run when, by the end of their files' names:
 *
 * - `*.test.ts` (`npm test`): what is quick; all of it takes no more than three minutes on two processors.
 * - `*.slow.ts` (`npm run test:slow`): what waits for minutes, or starts whole programs.
 * - `*.faults.ts` (`npm run test:faults`): every call under every fault, crashes and random stories, for minutes.
 */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          // No file leaves anything behind in its process; loading everything anew for each takes longer.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'slow', include: ['test/**/*.slow.ts'], isolate: false, testTimeout: 180_000 },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/**/*.faults.ts'],
          // The tests of one file wait side by side, each on a system of its own.
          maxWorkers: 2,
          maxConcurrency: 5,
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
    ],
    globalSetup: 'test/support/postgres/global-setup.ts',
    reporters: ['default', './test/support/faults/matrix/reporter.ts'],
    coverage: { exclude: ['test/**'] },
    // Tests wait for the database and for other processes as long as they compute.
    maxWorkers: availableParallelism() * 2,
    sequence: { sequencer: WaitingFirst },
    // Databases and processes are started for real, on machines that may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
