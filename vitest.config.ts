import { defineConfig } from 'vitest/config';

// Page tests that need a DOM ask for one with `// @vitest-environment` in their first line; all else is plain Node.
export default defineConfig({
  test: {
    include: ['test/{unit,contract,faults,runs}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two processes are what a two-core machine has; more only fight for it.
    maxWorkers: 2,
    // Each may run a trainer: one thread for each, as threads that wait for each other's cores wait many times as long.
    env: { OMP_NUM_THREADS: '1', SQUARED_DEVICE: 'cpu' },
  },
});
