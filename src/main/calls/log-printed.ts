import { z } from 'zod';
import type { Log } from '../../base/log.ts';

/** A line of `createPrintedLog`. */
const LogLine = z.looseObject({ level: z.enum(['info', 'warn', 'error']), message: z.string() });

/**
 * Takes what a process prints, in whatever pieces it comes, into the log: its own log lines at their own level, anything
 * else (an engine that complains, a stack) as the warning it most likely is.
 */
export function logPrinted(log: Log, part: string): (text: string) => void {
  let rest = '';
  const take = (line: string) => {
    if (line.trim() === '') return;
    const parsed = LogLine.safeParse(parseJson(line));
    if (!parsed.success) {
      log.warn('printed', { part, text: line.trimEnd() });
      return;
    }
    const { level, message, ...fields } = parsed.data;
    log[level](message, { part, ...fields });
  };
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
