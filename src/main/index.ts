import { app, Menu } from 'electron';
import { createRealClock } from '../base/real-clock.ts';
import { appPaths } from './shell/app-paths.ts';
import { keepCrashReports } from './shell/crash-reports.ts';
import { createExpectedEnds } from './shell/expected-ends.ts';
import { createFileLog } from './shell/log-file.ts';
import { lockDownPages } from './shell/lock-down.ts';
import { declareRecordingScheme } from './shell/recording-protocol.ts';
import { runApp } from './shell/run-app.ts';

const paths = appPaths(process.env);
if (app.requestSingleInstanceLock()) {
  const clock = createRealClock();
  const log = createFileLog(paths.logs);
  const ends = createExpectedEnds();
  keepCrashReports(paths.crashes, { clock, log, ends });
  declareRecordingScheme();
  lockDownPages();
  Menu.setApplicationMenu(
    process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null,
  );
  void app.whenReady().then(() => runApp({ paths, clock, log, ends }));
} else {
  // The window of the first one comes to the front instead; two lines on one microphone help nobody.
  console.log('Latchkey is already running with this data folder; its window was brought to the front.');
  app.quit();
}
