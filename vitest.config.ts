import { defineConfig } from 'vitest/config';
import { WaitingFirst } from './test/support/sequencer.ts';

export default defineConfig({
  test: {
    globalSetup: 'test/support/postgres/global-setup.ts',
    include: ['test/**/*.test.ts'],
    coverage: { exclude: ['test/**'] },
    // Tests wait for the database and for other processes far more than they compute. One of the workers has a
    // file that only waits, from the start nearly to the end.
    maxWorkers: '200%',
    sequence: { sequencer: WaitingFirst },
    // No file leaves anything behind in its process; loading everything anew for each costs a fifth of the time.
    isolate: false,
    // Databases and processes are started for real, on machines that may be busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
