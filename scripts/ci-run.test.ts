import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-ci-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs .ci/run with an npm that only says and answers this for `test` and for `run test:ollama`. */
function ciRun(test: string, testOllama: string) {
  const npm = join(folder, 'npm');
  writeFileSync(npm, `#!/bin/sh\nif [ "$1" = test ]; then ${test}; else ${testOllama}; fi\n`);
  chmodSync(npm, 0o755);
  const env = { ...process.env, PATH: [folder, process.env['PATH']].join(delimiter) };
  const { stdout, status } = spawnSync('bash', [join(import.meta.dirname, '..', '.ci', 'run')], {
    env,
    encoding: 'utf8',
  });
  return { last: stdout.trim().split('\n').at(-1), status };
}

if (process.platform === 'win32') console.log('Skipped: .ci/run needs bash.');

describe.skipIf(process.platform === 'win32')('.ci/run', () => {
  it('adds both counts on its last line', () => {
    expect(
      ciRun('echo hello; echo; echo "1,208 tests"; echo "120 passed, 0 failed"', 'echo "3 passed, 0 failed"'),
    ).toEqual({ last: '123 passed, 0 failed', status: 0 });
  });

  it('fails when anything failed', () => {
    expect(ciRun('echo "120 passed, 2 failed"; exit 1', 'echo "3 passed, 1 failed"; exit 1')).toEqual({
      last: '123 passed, 3 failed',
      status: 1,
    });
  });

  it('does not believe counts that the exit code denies', () => {
    expect(ciRun('echo "120 passed, 0 failed"; exit 1', 'echo "3 passed, 0 failed"')).toEqual({
      last: '123 passed, 1 failed',
      status: 1,
    });
  });

  it('counts a command that died before its counts', () => {
    expect(ciRun('exit 137', 'echo "3 passed, 0 failed"')).toEqual({ last: '3 passed, 1 failed', status: 1 });
  });
});
