import { mkdirSync } from 'node:fs';
import { app, crashReporter } from 'electron';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { type ExpectedEnds, nameOfPage } from './expected-ends.ts';
import { createCrashReportWriter, pathOfPage, type WriteCrashReport } from './write-crash-report.ts';

/**
 * What ended unexpectedly, as files in the data folder. Nothing is sent anywhere. A report holds the stack and the
 * versions, never what a caller said. What we end ourselves is no crash. Answers what
 * writes one.
 */
export function keepCrashReports(
  folder: string,
  { clock, log, ends }: { clock: Clock; log: Log; ends: ExpectedEnds },
): WriteCrashReport {
  mkdirSync(folder, { recursive: true });
  app.setPath('crashDumps', folder);
  crashReporter.start({ uploadToServer: false });
  const { node, electron, chrome } = process.versions;
  const about = { app: app.getVersion(), node, electron, chrome, platform: process.platform };
  const report = createCrashReportWriter({ folder, about, clock, log });

  process.on('uncaughtException', (error) => report('main-threw', { stack: error.stack ?? error.message }));
  process.on('unhandledRejection', (error) =>
    report('main-rejected', { stack: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  app.on('render-process-gone', (_event, page, details) => {
    const gone = page.isDestroyed();
    if (!ends.take(gone ? '' : nameOfPage(page)) && details.reason !== 'clean-exit')
      report('page-gone', { page: pathOfPage(gone ? '' : page.getURL()), ...details });
  });
  app.on('child-process-gone', (_event, details) => {
    if (!ends.take(details.name ?? details.type) && details.reason !== 'clean-exit')
      report('process-gone', { ...details });
  });
  return report;
}
