import { defineConfig } from 'vitest/config';

/** `npm run test:ollama`: a real server with a real model, one question at a time. */
export default defineConfig({
  test: {
    include: ['src/**/*.ollama.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
  },
});
