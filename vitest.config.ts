import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/support/global-setup.ts',
    include: ['test/**/*.test.ts'],
    coverage: { exclude: ['test/**'] },
    // Tests wait for the database and for other processes far more than they compute.
    maxWorkers: '150%',
    // No file leaves anything behind in its process; loading everything anew for each costs a fifth of the time.
    isolate: false,
    // Databases and processes are started for real, on machines that may be busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
