import { expect, test } from '@playwright/test';
import { launchApp, type LaunchedApp } from '../launch/launch-app.ts';
import { type Loudness, readLoudness, readNewestRecord } from '../launch/read-record.ts';
import { barPage } from '../pages/bar-page.ts';
import { callPage } from '../pages/call-page.ts';
import { screenPage } from '../pages/screen-page.ts';
import { settingsPage } from '../pages/settings-page.ts';

// Chromium's fake microphone beeps once a second: where the human's gate is open, the beeps are in the recording.

test.describe.configure({ mode: 'serial' });

let latchkey: LaunchedApp;
test.beforeAll(async () => {
  latchkey = await launchApp();
});
test.afterAll(() => latchkey.close());

const call = () => callPage(latchkey.screen);
/** So many turns of the agent are over, as they were heard. */
const agentTurns = async () =>
  (await call().conversation()).filter(({ side, text, final }) => side === 'agent' && final && text !== '').length;
const agentHasSpoken = (turns: number) => expect.poll(agentTurns, { timeout: 60_000 }).toBeGreaterThanOrEqual(turns);

const LISTEN_MS = 3_500;
/** Lets the call itself go on for a while: its own timer on the screen says when. */
async function callGoesOn(forMs: number): Promise<void> {
  const timer = latchkey.screen.getByRole('timer', { name: 'Talk time' });
  const seconds = async () => {
    const [minutes = 0, rest = 0] = ((await timer.textContent()) ?? '').split(':').map(Number);
    return minutes * 60 + rest;
  };
  const until = (await seconds()) + Math.ceil(forMs / 1_000) + 1;
  await expect.poll(seconds, { timeout: forMs + 15_000 }).toBeGreaterThanOrEqual(until);
}

/** Nothing here can press a key of the whole system: what the app binds to the key is kept, to be run as the system would. */
async function bindHotKey(accelerator: string): Promise<void> {
  const { app, screen } = latchkey;
  expect(await app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Shift+T'))).toBe(
    true,
  );
  await app.evaluate(({ globalShortcut }) => {
    const register = globalShortcut.register.bind(globalShortcut);
    globalShortcut.register = (key, run) => {
      Object.assign(globalThis, { pressHotKey: run });
      return register(key, run);
    };
  });
  await screenPage(screen).goTo('Settings');
  await settingsPage(screen).chooseHotKey(accelerator.replace('CommandOrControl', 'Control'));
  await expect
    .poll(() => app.evaluate(({ globalShortcut }, key) => globalShortcut.isRegistered(key), accelerator))
    .toBe(true);
  expect(await app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Shift+T'))).toBe(
    false,
  );
  await screenPage(screen).goTo('Call');
}
const pressHotKey = () => latchkey.app.evaluate(() => (globalThis as unknown as { pressHotKey(): void }).pressHotKey());

test('the call is taken over by button, by key and by holding Space, and handed back each time', async () => {
  await call().placePracticeCall('Stays on the line');
  await call().isLive();
  await call().hears('agent', /\w+/);
  await call().takeOver();
  await call().humanIsLive();
  await callGoesOn(LISTEN_MS);
  await call().handBack();
  await call().agentIsLive();
  await agentHasSpoken((await agentTurns()) + 1);

  await call().takeOverByKey();
  await call().humanIsLive();
  await latchkey.screen.keyboard.press('b');
  await call().agentIsLive();
  await call().takeOverByHoldingSpace();
  await latchkey.screen.keyboard.press('b');
  await call().agentIsLive();
});

test('the system’s key takes over while the window is hidden, and the bar in its place hands back', async () => {
  const { app } = latchkey;
  await bindHotKey('CommandOrControl+Shift+Y');
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().includes('screen/index.html'))
      ?.close(),
  );
  const bar = await latchkey.page('bar');
  await expect(bar.getByRole('button', { name: 'Take over' })).toBeEnabled();
  await pressHotKey();
  await expect(bar.getByRole('button', { name: 'Hand back' })).toBeVisible();
  await barPage(bar).handBack();
  await expect(bar.getByRole('button', { name: 'Take over' })).toBeEnabled();
  await barPage(bar).takeOver();
  await expect(bar.getByRole('button', { name: 'Hand back' })).toBeVisible();
  await barPage(bar).hangUp();
  await call().hasEnded();
});

/** How much of a stretch of what went out is silent, 0 to 1, told in steps of 50 ms. */
function quietShare(sound: Loudness, fromMs: number, toMs: number): number {
  const steps = Array.from({ length: Math.floor((toMs - fromMs) / 50) }, (_, at) => fromMs + at * 50);
  return steps.filter((ms) => sound.db('us', ms, ms + 50) < -55).length / steps.length;
}

test('the recording has the human and not the agent while the human has the call, and the agent again afterwards', () => {
  const { callId, handlerChanges, takeOvers, turns } = readNewestRecord(latchkey.dataFolder);
  expect(takeOvers).toBe(5);
  expect(handlerChanges.map(({ handler }) => handler)).toEqual(Array(5).fill(['human', 'agent']).flat().slice(0, 9));
  const [taken, back, again] = handlerChanges.map(({ lineMs }) => lineMs) as [number, number, number];
  const sound = readLoudness(latchkey.dataFolder, callId);
  const seconds = Array.from({ length: Math.floor((back - taken - 500) / 1_000) }, (_, at) => taken + 500 + at * 1_000);
  const beeping = seconds.filter((ms) => sound.db('us', ms, ms + 1_000) > -50);
  expect(beeping.length, 'seconds with the microphone in them').toBeGreaterThanOrEqual(seconds.length - 1);
  // Between the beeps nothing goes out; in speech there are few such gaps.
  expect(quietShare(sound, taken + 300, back), 'gaps while the human has the call').toBeGreaterThan(0.5);
  const ofAgent = turns.filter(({ side }) => side === 'agent');
  for (const { startedMs, text } of ofAgent) {
    expect(startedMs > taken + 60 && startedMs < back, `the agent spoke to nobody: ${text}`).toBe(false);
  }
  const next = ofAgent.find(({ startedMs }) => startedMs >= back && startedMs < again);
  expect(next, 'the agent spoke again').toBeDefined();
  expect(sound.db('us', next!.startedMs, next!.endedMs)).toBeGreaterThan(-45);
  expect(quietShare(sound, next!.startedMs, next!.endedMs), 'gaps while the agent speaks').toBeLessThan(0.4);
});

test('no page complained', () => {
  expect(latchkey.complaints()).toEqual([]);
});
