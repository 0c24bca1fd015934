import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOutputs, writeReport } from './output-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-outputs-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the folder for the records is made', () => {
  const data = join(folder, 'a', 'b');
  expect(openOutputs({ json: join(folder, 'r.json'), wav: null, data })).toEqual({ ok: true, value: data });
});

test('a recording that would replace a folder is refused', () => {
  expect(openOutputs({ json: null, wav: folder, data: null })).toEqual({
    ok: false,
    failure: `--wav ${folder} cannot be written: it is a folder.`,
  });
});

test('a report whose place is gone when the call is over is kept beside the records', () => {
  const elsewhere = join(folder, 'report.json');
  const written = writeReport('{}', join(folder, 'gone', 'r.json'), elsewhere);
  expect(written.ok ? 'written' : written.failure).toContain(`It is in ${elsewhere}.`);
  expect(readFileSync(elsewhere, 'utf8')).toBe('{}');
});
