/**
 * Structured log. Caller data goes under `pii` and nowhere else: a sink drops that key unless the person at the desk
 * switched it on for this machine.
 */
export type LogFields = { readonly [name: string]: unknown; readonly pii?: Readonly<Record<string, unknown>> };
export type Log = {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
};

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
