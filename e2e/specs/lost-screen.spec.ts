import { expect, test } from '@playwright/test';
import { launchApp, type LaunchedApp } from '../launch/launch-app.ts';
import { readLoudness, readNewestRecord } from '../launch/read-record.ts';
import { callPage } from '../pages/call-page.ts';
import { screenPage } from '../pages/screen-page.ts';

// The call lives in main and in the line's window: whatever becomes of the screen, it goes on.

test.describe.configure({ mode: 'serial' });

let latchkey: LaunchedApp;
test.beforeAll(async () => {
  latchkey = await launchApp();
});
test.afterAll(() => latchkey.close());

test('the screen is loaded again in the middle of a call, and shows it again', async () => {
  const call = callPage(latchkey.screen);
  await call.placePracticeCall('Stays on the line');
  await call.isLive();
  await call.hears('agent', /\w+/);
  const [first] = await call.conversation();
  await screenPage(latchkey.screen).reload();
  await call.isLive();
  await call.hears(first!.side, first!.text);
  await call.hears('caller', /minute/i, 60_000);
});

test('a screen that crashes is opened again, and the call can be taken over from it', async () => {
  const before = latchkey.screen;
  const gone = before.waitForEvent('crash');
  await latchkey.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().includes('screen/index.html'))
      ?.webContents.forcefullyCrashRenderer(),
  );
  await gone;
  const screen = await latchkey.freshScreen(before);
  const call = callPage(screen);
  await call.isLive();
  await call.hears('caller', /minute/i);
  await call.takeOver();
  await call.humanIsLive();
  await call.hangUp();
  await call.hasEnded();
});

test('it was one call, without a gap', () => {
  const { callId, turns, endReason, degraded } = readNewestRecord(latchkey.dataFolder);
  expect(endReason).toBe('human-hung-up');
  expect(degraded.filter(({ kind }) => kind === 'process-lost')).toEqual([]);
  expect(turns.filter(({ side }) => side === 'caller').length).toBeGreaterThanOrEqual(2);
  expect(readLoudness(latchkey.dataFolder, callId).durationMs).toBeGreaterThan(turns.at(-1)!.endedMs - 500);
});
