import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/support/global-setup.ts',
    include: ['test/**/*.test.ts'],
    // Databases and processes are started for real, on machines that may be busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
