import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Log, LogFields } from '../../base/log.ts';

/** A log file is kept until it is this large, and then once more under another name. */
const LARGEST_BYTES = 5_000_000;

/** Its name in the folder of logs. */
export const LOG_FILE = 'latchkey.log';

/** Log lines as JSON in the data folder. What callers said (`pii`) is left out, always. */
export function createFileLog(folder: string): Log {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, LOG_FILE);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES)
    renameSync(path, join(folder, 'latchkey.old.log'));
  const file = pino.destination({ dest: path, sync: true, mkdir: true });
  // Without a listener a full disk would throw at whoever writes a line, and calls would fail for the sake of their log.
  file.on('error', () => {});
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, file);
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, fields?: LogFields) => {
    const { pii: _caller, ...shown } = fields ?? {};
    logger[level](shown, message);
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
