import { defineConfig } from '@playwright/test';

// One real Electron window at a time. test/run.ts gives SQUARED_ELECTRON and a display before it starts Playwright.
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  forbidOnly: Boolean(process.env.CI),
});
