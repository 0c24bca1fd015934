import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';

export type CrashReportDeps = {
  /** Must be there. */
  folder: string;
  /** Of the app and what it runs on: they stand in every report. */
  about: Readonly<Record<string, string | undefined>>;
  clock: Clock;
  log: Log;
};

export type WriteCrashReport = (what: string, detail: object) => void;

/** Writes each report into a file of its own, and into the log. Never throws: that would end main, and the call with it. */
export function createCrashReportWriter({ folder, about, clock, log }: CrashReportDeps): WriteCrashReport {
  let written = 0;
  return (what, detail) => {
    log.error('crash', { what, ...detail });
    // A colon is no part of a file's name on Windows.
    const at = new Date(clock.wallTime()).toISOString().replaceAll(':', '-');
    const report = { what, at, ...about, ...detail };
    try {
      writeFileSync(join(folder, `${at}-${++written}-${what}.json`), `${JSON.stringify(report, null, 2)}\n`);
    } catch (error) {
      log.error('crash report not written', { what, error: String(error) });
    }
  };
}

/** Where a page of ours lies, for a report; '' for one that had not loaded anything yet. */
export const pathOfPage = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : '');
