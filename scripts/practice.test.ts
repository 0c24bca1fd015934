import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('the scenarios are listed where no model is, and none is fetched for it', () => {
  const models = mkdtempSync(join(tmpdir(), 'latchkey-no-models-'));
  const script = fileURLToPath(new URL('practice.mjs', import.meta.url));
  const env = { ...process.env, LATCHKEY_MODELS: models };
  const { status, stdout } = spawnSync(process.execPath, [script, '--list'], { env, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^friendly-seller /m);
  expect(readdirSync(models)).toEqual([]);
  rmSync(models, { recursive: true });
});
