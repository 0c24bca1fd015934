import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, crashReporter } from 'electron';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';

/**
 * What ended unexpectedly, as files in the data folder. Nothing is sent anywhere. A report holds the stack and the
 * versions, never what a caller said. Answers a function to call before our processes are ended on purpose.
 */
export function keepCrashReports(folder: string, { clock, log }: { clock: Clock; log: Log }): () => void {
  mkdirSync(folder, { recursive: true });
  app.setPath('crashDumps', folder);
  crashReporter.start({ uploadToServer: false });
  let written = 0;
  let leaving = false;

  const report = (what: string, detail: object) => {
    log.error('crash', { what, ...detail });
    const stamp = new Date(clock.wallTime()).toISOString().replaceAll(':', '-');
    const { node, electron, chrome } = process.versions;
    const body = {
      what,
      at: stamp,
      app: app.getVersion(),
      node,
      electron,
      chrome,
      platform: process.platform,
      ...detail,
    };
    try {
      writeFileSync(join(folder, `${stamp}-${++written}-${what}.json`), `${JSON.stringify(body, null, 2)}\n`);
    } catch (error) {
      // A throw in here would end main, and the call with it.
      log.error('crash report not written', { what, error: String(error) });
    }
  };

  process.on('uncaughtException', (error) => report('main-threw', { stack: error.stack ?? error.message }));
  process.on('unhandledRejection', (error) =>
    report('main-rejected', { stack: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  app.on('render-process-gone', (_event, page, details) => {
    if (details.reason !== 'clean-exit' && !leaving)
      report('page-gone', { page: page.isDestroyed() ? '' : new URL(page.getURL()).pathname, ...details });
  });
  app.on('child-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit' && !leaving) report('process-gone', { ...details });
  });
  return () => {
    leaving = true;
  };
}
