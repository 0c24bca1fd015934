import { join } from 'node:path';
import { app, dialog, Menu } from 'electron';
import { createRealClock } from '../base/real-clock.ts';
import { appPaths } from './shell/app-paths.ts';
import { keepCrashReports } from './shell/crash-reports.ts';
import { createExpectedEnds } from './shell/expected-ends.ts';
import { endFailedStart, type FailedStartDeps } from './shell/failed-start.ts';
import { createFileLog, LOG_FILE } from './shell/log-file.ts';
import { lockDownPages } from './shell/lock-down.ts';
import { declareRecordingScheme } from './shell/recording-protocol.ts';
import { runApp } from './shell/run-app.ts';

/** What a start that fails can tell with; as much of it as it has come to. */
const told: FailedStartDeps = {
  logFile: undefined,
  report: (what, detail) => console.error(what, detail),
  show: (title, text) => dialog.showErrorBox(title, text),
  exit: (code) => app.exit(code),
};

async function start(): Promise<void> {
  const paths = appPaths(process.env);
  if (!app.requestSingleInstanceLock()) {
    // The window of the first one comes to the front instead; two lines on one microphone help nobody.
    console.log('Latchkey is already running with this data folder; its window was brought to the front.');
    app.quit();
    return;
  }
  const clock = createRealClock();
  const log = createFileLog(paths.logs);
  told.logFile = join(paths.logs, LOG_FILE);
  const ends = createExpectedEnds();
  told.report = keepCrashReports(paths.crashes, { clock, log, ends });
  declareRecordingScheme();
  lockDownPages();
  Menu.setApplicationMenu(
    process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null,
  );
  await app.whenReady();
  runApp({ paths, clock, log, ends });
}

start().catch((error: unknown) => endFailedStart(error, told));
