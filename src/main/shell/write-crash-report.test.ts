import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { createCrashReportWriter, pathOfPage } from './write-crash-report.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-crashes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('writes each end into a file of its own, with the stack and the versions', () => {
  const about = { app: '0.1.0', node: '24.0.0' };
  const report = createCrashReportWriter({ folder, about, clock: createFakeClock(), log: silentLog });
  report('process-gone', { name: 'latchkey-voice', reason: 'crashed', exitCode: 139 });
  report('main-threw', { stack: 'Error: x\n    at y' });
  const files = readdirSync(folder).sort();
  expect(files).toEqual(['2026-01-05T15-00-00.000Z-1-process-gone.json', '2026-01-05T15-00-00.000Z-2-main-threw.json']);
  expect(files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown)).toMatchObject([
    { what: 'process-gone', name: 'latchkey-voice', exitCode: 139, ...about },
    { what: 'main-threw', stack: 'Error: x\n    at y', ...about },
  ]);
});

it('says in the log what could not be written, and throws nothing', () => {
  rmSync(folder, { recursive: true });
  const errors: string[] = [];
  const log = { ...silentLog, error: (message: string) => void errors.push(message) };
  createCrashReportWriter({ folder, about: {}, clock: createFakeClock(), log })('main-threw', {});
  expect(errors).toEqual(['crash', 'crash report not written']);
});

it.each([
  ['file:///app/out/renderer/screen/index.html#/history', '/app/out/renderer/screen/index.html'],
  ['', ''],
])('names the page %j', (url, path) => {
  expect(pathOfPage(url)).toBe(path);
});
