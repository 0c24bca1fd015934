import type { Log, LogFields } from './log.ts';

/**
 * A log for processes beside main: one JSON line each, for whoever reads what the process prints. What callers said
 * (`pii`) is left out. Debug lines are not printed.
 */
export function createPrintedLog(write: (line: string) => void): Log {
  const print = (level: 'info' | 'warn' | 'error') => (message: string, fields?: LogFields) => {
    const { pii: _caller, ...shown } = fields ?? {};
    write(`${JSON.stringify({ level, message, ...shown })}\n`);
  };
  return { debug() {}, info: print('info'), warn: print('warn'), error: print('error') };
}
