import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // One real application at a time: it owns the sound, the models and two cores.
  workers: 1,
  retries: 0,
  reporter: [['list']],
});
