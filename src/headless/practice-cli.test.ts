import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('practice-cli.ts', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-cli-test-'));
  writeFileSync(join(folder, 'file'), '');
  writeFileSync(join(folder, 'mistyped.yaml'), 'id: x\ntitel: y\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command in a folder of its own and answers what came of it. */
function run(args: string[], { readsAlong = true } = {}) {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { out: '', err: '' };
  if (readsAlong) child.stdout.on('data', (chunk) => (printed.out += String(chunk)));
  else child.stdout.destroy();
  child.stderr.on('data', (chunk) => (printed.err += String(chunk)));
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...printed }));
  });
}

describe('the practice command', () => {
  test('tells its options and its scenarios', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('--calls N') as string,
    });
    expect(await run(['--list'])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^talks-over-you /m) as string,
    });
  });

  test('does not mind that nobody reads along', async () => {
    expect(await run(['--list'], { readsAlong: false })).toEqual({ code: 0, out: '', err: '' });
  });

  test.each([
    ['an option that is none', ['--frast'], 2, '--frast'],
    ['a scenario that is none', ['nobody'], 1, 'The scenario nobody was not found. --list shows what there is.'],
    ['a mistyped key', ['mistyped.yaml'], 1, 'mistyped.yaml, line 2, column 1: unknown key "titel"'],
    [
      'a report in a folder that is not there',
      ['--json', 'nowhere/r.json'],
      2,
      '--json nowhere/r.json cannot be written: ',
    ],
    ['records inside a file', ['--data', 'file/data'], 2, 'The records cannot be kept in file/data: '],
  ])('refuses %s before anything is loaded', async (...[_what, args, code, says]) => {
    const before = readdirSync(folder);
    const refused = await run(args);
    expect(refused).toMatchObject({ code, out: '' });
    expect(refused.err).toContain(says);
    expect(refused.err).not.toContain('    at ');
    expect(readdirSync(folder)).toEqual(before);
  });
});
