import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseWav } from '../domain/audio/wav.ts';
import { HeadlessReport } from '../domain/practice/headless-report.ts';

const env = { ...process.env, LATCHKEY_OLLAMA_URL: 'none' };
const SCENARIO = fileURLToPath(new URL('../../e2e/scenarios/brief.yaml', import.meta.url));
const CLI = fileURLToPath(new URL('practice-cli.ts', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-cli-test-'));
  writeFileSync(join(folder, 'file'), '');
  writeFileSync(join(folder, 'mistyped.yaml'), 'id: x\ntitel: y\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Reader = { readsAlong?: boolean; /** Asks the command to end once it has written this. */ endsAt?: string };

/** Runs the command in a folder of its own and answers what came of it. */
function run(args: string[], { readsAlong = true, endsAt }: Reader = {}) {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { out: '', err: '' };
  let ended = false;
  const read = (chunk: unknown) => {
    printed.out += String(chunk);
    if (ended || endsAt === undefined || !printed.out.includes(endsAt)) return;
    ended = true;
    child.kill('SIGTERM');
  };
  if (readsAlong) child.stdout.on('data', read);
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

  // Windows has no such signal: it would end the command where it stands.
  test.skipIf(process.platform === 'win32')(
    'hangs up when it is asked to end, and leaves whole files',
    { timeout: 240_000 },
    async () => {
      const args = [SCENARIO, '--fast', '--data', 'data', '--json', 'r.json', '--wav', 'c.wav'];
      const left = await run(args, { endsAt: 'ConversationAgent' });
      expect(left).toMatchObject({ code: 1, err: '', out: expect.stringContaining('✗ You hung up.') as string });
      const report = HeadlessReport.parse(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')));
      expect(report.calls[0]).toMatchObject({ endReason: 'human-hung-up', wav: 'c.wav', seed: 1 });
      expect(parseWav(readFileSync(join(folder, 'c.wav')))).toMatchObject({ ok: true, value: { channels: [{}, {}] } });
    },
  );

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
