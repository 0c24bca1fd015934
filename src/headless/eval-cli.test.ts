import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EvalReport } from '../domain/practice/eval-report.ts';

const CLI = fileURLToPath(new URL('eval-cli.ts', import.meta.url));
const BRIEF = fileURLToPath(new URL('../../e2e/scenarios/brief.yaml', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-eval-cli-test-'));
  const brief = readFileSync(BRIEF, 'utf8');
  writeFileSync(
    join(folder, 'hopeless.yaml'),
    `${brief.replace('id: brief', 'id: hopeless')}expect: { qualified: true }\n`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command in a folder of its own; `endsAt`: asks it to end once it has written this. */
function run(args: string[], { endsAt, env = {} }: { endsAt?: string; env?: Record<string, string> } = {}) {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, env: { ...process.env, ...env } });
  const printed = { out: '', err: '' };
  let ended = false;
  child.stdout.on('data', (chunk) => {
    printed.out += String(chunk);
    if (ended || endsAt === undefined || !printed.out.includes(endsAt)) return;
    ended = true;
    child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk) => (printed.err += String(chunk)));
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...printed }));
  });
}

describe('the evaluation command', { timeout: 60_000 }, () => {
  test('tells its options', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('--repeat N') as string,
    });
  });

  test('tells what passed and what did not, and why, and writes the report', async () => {
    const done = await run([BRIEF, 'hopeless.yaml', '--repeat', '2', '--seed', '7', '--json', 'r.json']);
    expect(done).toMatchObject({ code: 1, err: '' });
    expect(done.out).toMatch(/^✓ brief .*2 of 2/m);
    expect(done.out).toContain('    qualified: they are not qualified (2×)');
    expect(done.out).toContain('1 of 2 scenarios passed, 2 of 4 attempts, in text, rehearsed replies');
    const report = EvalReport.parse(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')));
    expect(report).toMatchObject({ whole: true, mode: 'text', languageModel: null });
    expect(report.scenarios[0]?.attempts.map(({ seed, passed }) => [seed, passed])).toEqual([
      [7, true],
      [8, true],
    ]);
    expect(report.scenarios[0]?.attempts[0]?.said[0]).toMatchObject({ side: 'caller', text: 'Hello, good morning.' });
  });

  test('ends with nought where everything passed', async () => {
    expect(await run([BRIEF])).toMatchObject({ code: 0, err: '' });
  });

  test('does not pass rehearsed words off as those of a model that is not there', async () => {
    const env = { LATCHKEY_OLLAMA_URL: 'http://127.0.0.1:9' };
    expect(await run([BRIEF, '--model', 'nobody'], { env })).toMatchObject({
      code: 1,
      out: expect.stringContaining('✗ brief') as string,
    });
  });

  // Windows has no such signal: it would end the command where it stands.
  test.skipIf(process.platform === 'win32')('tells what is known when it is asked to end', async () => {
    const ended = await run([BRIEF, 'hopeless.yaml', '--repeat', '100', '--json', 'e.json'], { endsAt: '✓ brief' });
    expect(ended).toMatchObject({
      code: 1,
      out: expect.stringContaining('It was ended before all was done.') as string,
    });
    const report = EvalReport.parse(JSON.parse(readFileSync(join(folder, 'e.json'), 'utf8')));
    expect(report).toMatchObject({
      whole: false,
      scenarios: [{ scenarioId: 'brief', of: 100 }, ...report.scenarios.slice(1)],
    });
  });

  test.each([
    ['an option that is none', ['--frast'], 2, '--frast'],
    ['a file that is not there', ['nowhere.yaml'], 1, 'nowhere.yaml'],
    [
      'a report in a folder that is not there',
      [BRIEF, '--json', 'nowhere/r.json'],
      2,
      '--json nowhere/r.json cannot be written',
    ],
  ])('refuses %s', async (...[_what, args, code, says]) => {
    const refused = await run(args);
    expect(refused).toMatchObject({ code, out: '' });
    expect(refused.err).toContain(says);
    expect(refused.err).not.toContain('    at ');
  });
});
