import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

type Counts = { passed: number; failed: number; skipped: number };
type ReadCounts = {
  readCounts(report: string, exitCode: number, count: (report: never) => Counts): Counts;
  vitestCounts(report: never): Counts;
  playwrightCounts(report: never): Counts;
};
// What runs before set-up is plain JavaScript and has no types of its own.
const { readCounts, vitestCounts, playwrightCounts } = (await import(
  new URL('./setup/read-counts.mjs', import.meta.url).href
)) as ReadCounts;

const folder = mkdtempSync(join(tmpdir(), 'latchkey-counts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
function reported(report: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}
const vitest = (rest: object = {}) => ({
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [],
  ...rest,
});
const playwright = (stats: object, errors: unknown[] = []) => ({
  stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 1, ...stats },
  errors,
});

it('takes the counts of a good run', () => {
  expect(readCounts(reported(vitest()), 0, vitestCounts)).toEqual({ passed: 7, failed: 0, skipped: 2 });
  expect(readCounts(reported(playwright({})), 0, playwrightCounts)).toEqual({ passed: 4, failed: 0, skipped: 1 });
});

it('counts a test file that could not be loaded', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
  ];
  expect(readCounts(reported(vitest({ numFailedTests: 1, testResults })), 1, vitestCounts).failed).toBe(2);
});

it('counts a test that passed only at the second try as failed', () => {
  expect(readCounts(reported(playwright({ flaky: 1 })), 0, playwrightCounts).failed).toBe(1);
});

it('counts what went wrong outside of any test', () => {
  expect(readCounts(reported(playwright({}, [{ message: 'no such folder' }])), 1, playwrightCounts).failed).toBe(1);
  expect(readCounts(reported(vitest()), 1, vitestCounts).failed).toBe(1);
});

it('counts a runner that left no report', () => {
  expect(readCounts(join(folder, 'absent.json'), 0, vitestCounts)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
