import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'e2e/doubles/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.ollama.test.ts'],
    // Two shared cores: more workers only make the models slower.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
