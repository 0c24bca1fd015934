import { randomUUID } from 'node:crypto';
import { app, globalShortcut, Notification, powerMonitor, powerSaveBlocker, session, shell } from 'electron';
import { type Clock, pause } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { openSettingsFile } from '../settings/settings-file.ts';
import type { Softphone } from '../softphone.ts';
import type { AppPaths } from './app-paths.ts';
import { createCallNotice } from './call-notice.ts';
import { createCallTray } from './call-tray.ts';
import { composeSoftphone } from './compose-softphone.ts';
import type { ExpectedEnds } from './expected-ends.ts';
import { createDeskKeys } from './desk-keys.ts';
import { createLeaving } from './leave-app.ts';
import { createLineGate } from './line-gate.ts';
import { createLineWindow } from './line-window.ts';
import { allowOnlyTheMicrophone } from './lock-down.ts';
import { serveRecordings } from './recording-protocol.ts';
import { createScreenWindows } from './screen-windows.ts';

/** The models are not kept waiting by a screen that does not open. */
const LONGEST_OPENING_MS = 3_000;

type AppDeps = {
  paths: AppPaths;
  clock: Clock;
  log: Log;
  ends: ExpectedEnds;
};

/** Opens everything once Electron is ready, and keeps windows, tray and keys in step with the call. */
export function runApp({ paths, clock, log, ends }: AppDeps): void {
  allowOnlyTheMicrophone(session.defaultSession);
  const settings = openSettingsFile({ path: paths.settings, clock, log });
  const line = createLineWindow({ paths, ends, onReady: () => lineOpened() });
  const softphone: Softphone = composeSoftphone({
    paths,
    clock,
    log,
    ends,
    settings,
    startLine: line.start,
    ringHuman,
  });
  const leaving = createLeaving({ softphone, ends });
  const windows = createScreenWindows({
    paths,
    clock,
    log,
    attachScreen: softphone.attachScreen,
    linePage: line.page,
    mayQuit: leaving.mayQuit,
    quit: () => app.quit(),
    onVisible: () => showBarIfNeeded(),
  });

  const gate = createLineGate(line.page, `keys-${randomUUID()}`);
  const lineOpened = () => {
    windows.lineChanged();
    gate.connect();
  };
  const keys = createDeskKeys({
    keys: globalShortcut,
    softphone,
    gate,
    headsetKeyIsOn: () => settings.get().headsetKey,
    log,
  });

  const ofCall = (wish: (callId: string) => unknown) => () => {
    const { callId } = softphone.snapshot();
    if (callId) wish(callId);
  };
  const tray = createCallTray(paths, {
    show: windows.show,
    answer: (handler) => ofCall((id) => softphone.answer(id, handler))(),
    takeOver: keys.takeOver,
    hangUp: ofCall((id) => softphone.hangUp(id)),
    quit: () => app.quit(),
  });
  const showBarIfNeeded = () =>
    windows.showBar(['offered', 'live'].includes(softphone.snapshot().phase) && !windows.isVisible());
  const notice = createCallNotice({ inFront: windows.isInFront, open: openNotification, show: windows.show });

  function ringHuman(): void {
    windows.flash();
    softphone.tellScreens('screen.requested', { screen: 'call' });
    // The screen rings for a call that comes in. It is not brought to the front then: what somebody types into another
    // program must neither answer nor decline.
    if (softphone.snapshot().phase === 'offered') return;
    windows.show();
    shell.beep();
  }

  serveRecordings(softphone.findRecording);
  keepAwakeDuringCalls(softphone);
  powerMonitor.on('resume', () => softphone.telephoneChanged('woke'));
  softphone.onSnapshot((snapshot) => {
    tray.show(snapshot);
    notice.follow(snapshot);
    showBarIfNeeded();
  });
  softphone.onSettings(keys.bind);
  keys.bind(settings.get());
  tray.show(softphone.snapshot());
  app.on('second-instance', windows.show);
  app.on('activate', windows.show);
  windows.show();
  softphone.start(Promise.race([windows.opened, pause(clock, LONGEST_OPENING_MS)]));
}

function openNotification(words: { title: string; body: string }, clicked: () => void): () => void {
  // It rings already.
  const notification = new Notification({ ...words, silent: true });
  notification.on('click', clicked);
  notification.show();
  return () => notification.close();
}

/** A machine that falls asleep drops the call. */
function keepAwakeDuringCalls(softphone: Softphone): void {
  let blocker: number | undefined;
  softphone.onSnapshot(() => {
    if (softphone.isCallUp()) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== undefined) {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  });
}
