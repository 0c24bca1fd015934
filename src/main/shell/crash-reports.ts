import { mkdirSync } from 'node:fs';
import { app, crashReporter } from 'electron';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { createCrashReportWriter, pathOfPage } from './write-crash-report.ts';

/**
 * What ended unexpectedly, as files in the data folder. Nothing is sent anywhere. A report holds the stack and the
 * versions, never what a caller said. Answers a function to call before our processes are ended on purpose.
 */
export function keepCrashReports(folder: string, { clock, log }: { clock: Clock; log: Log }): () => void {
  mkdirSync(folder, { recursive: true });
  app.setPath('crashDumps', folder);
  crashReporter.start({ uploadToServer: false });
  const { node, electron, chrome } = process.versions;
  const about = { app: app.getVersion(), node, electron, chrome, platform: process.platform };
  const report = createCrashReportWriter({ folder, about, clock, log });
  let leaving = false;

  process.on('uncaughtException', (error) => report('main-threw', { stack: error.stack ?? error.message }));
  process.on('unhandledRejection', (error) =>
    report('main-rejected', { stack: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  app.on('render-process-gone', (_event, page, details) => {
    if (details.reason !== 'clean-exit' && !leaving)
      report('page-gone', { page: pathOfPage(page.isDestroyed() ? '' : page.getURL()), ...details });
  });
  app.on('child-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit' && !leaving) report('process-gone', { ...details });
  });
  return () => {
    leaving = true;
  };
}
