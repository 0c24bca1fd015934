import { existsSync } from 'node:fs';
import { describe } from 'vitest';
import type { ExpectedFile } from '../check-model-file.ts';

/** Tests on a model that set-up does not install: where its files are not here, they are listed as skipped, with the reason. */
export function describeIfInstalled(name: string, files: readonly ExpectedFile[], tests: () => void): void {
  const missing = files.find(({ file }) => !existsSync(file));
  if (missing) console.log(`Skipped: ${name}, because ${missing.modelId} is not installed (${missing.file}).`);
  describe.skipIf(missing !== undefined)(name, tests);
}
