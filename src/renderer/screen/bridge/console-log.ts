import type { Log, LogFields } from '../../../base/log.ts';

/** Writes to the page's console, from where main's log takes it. Caller data is left out. */
export function createConsoleLog(console: Console): Log {
  const line = (fields: LogFields = {}) => {
    const { pii: _left, ...rest } = fields;
    return JSON.stringify(rest);
  };
  return {
    debug() {},
    info() {},
    warn(message, fields) {
      console.warn(message, line(fields));
    },
    error(message, fields) {
      console.error(message, line(fields));
    },
  };
}
