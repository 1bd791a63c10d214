import { defineConfig } from 'vitest/config';

/**
 * What waits for faults to pass or makes thousands of calls: minutes, which `npm test` should not take. The tests
 * of one file wait side by side, each on a system of its own.
 */
export default defineConfig({
  test: {
    globalSetup: 'test/support/postgres/global-setup.ts',
    include: ['test/**/*.faults.ts'],
    reporters: ['default', './test/support/faults/matrix/reporter.ts'],
    maxWorkers: 2,
    maxConcurrency: 5,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
