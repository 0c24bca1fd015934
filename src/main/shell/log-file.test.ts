import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFileLog } from './log-file.ts';

const FULL_DISK = '/dev/full';
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-log-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('writes one line each, and never what a caller said', () => {
  const log = createFileLog(folder);
  log.info('turn committed', { callId: 'a', pii: { text: 'my name is Dana' } });
  log.warn('slow');
  const lines = readFileSync(join(folder, 'latchkey.log'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { msg: 'turn committed', callId: 'a' },
    { msg: 'slow' },
  ]);
  expect(lines.join()).not.toContain('Dana');
});

it.skipIf(!existsSync(FULL_DISK))('fails nobody where the disk is full', () => {
  symlinkSync(FULL_DISK, join(folder, 'latchkey.log'));
  const log = createFileLog(folder);
  for (let line = 0; line < 3; line++) expect(() => log.error('host lost')).not.toThrow();
});
