import { expect, test } from 'vitest';
import { createPrintedLog } from '../../base/printed-log.ts';
import type { Log, LogFields } from '../../base/log.ts';
import { logPrinted } from './log-printed.ts';

function createKeptLog() {
  const kept: unknown[] = [];
  const keep = (level: string) => (message: string, fields?: LogFields) => void kept.push([level, message, fields]);
  const log: Log = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
  return { log, kept };
}

test('what a process logs keeps its level and its fields, and says where it came from', () => {
  const { log, kept } = createKeptLog();
  const printed = createPrintedLog(logPrinted(log, 'store'));
  printed.info('records opened', { driver: 'a' });
  printed.error('disk lost', { code: 'EIO', pii: { text: 'secret' } });
  expect(kept).toEqual([
    ['info', 'records opened', { part: 'store', driver: 'a' }],
    ['error', 'disk lost', { part: 'store', code: 'EIO' }],
  ]);
});

test('lines that come in pieces are put together; what is no log line is a warning', () => {
  const { log, kept } = createKeptLog();
  const take = logPrinted(log, 'voice');
  take('{"level":"info","mess');
  take('age":"ready"}\nterminate called\n\n{"level":"loud","message":"x"}\n"half');
  expect(kept).toEqual([
    ['info', 'ready', { part: 'voice' }],
    ['warn', 'printed', { part: 'voice', text: 'terminate called' }],
    ['warn', 'printed', { part: 'voice', text: '{"level":"loud","message":"x"}' }],
  ]);
});
