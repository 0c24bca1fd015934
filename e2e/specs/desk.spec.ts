import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type DeskDevices, makeUnpluggable } from '../doubles/desk-devices.ts';
import { launchTelephoneApp, type TelephoneApp } from '../launch/launch-telephone-app.ts';
import { callPage } from '../pages/call-page.ts';
import { screenPage } from '../pages/screen-page.ts';
import { telephonePage } from '../pages/telephone-page.ts';

// The desk in the whole app: its connection, its headset's key, its microphone and its volume.

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

const HEADSET_KEY = 'MediaPlayPause';
const MICROPHONES = ['Fake Default Audio Input', 'Fake Audio Input 1', 'Fake Audio Input 2'] as const;

let phone: TelephoneApp;
let desk: DeskDevices;
test.beforeAll(async () => {
  phone = await launchTelephoneApp();
  // Before a call opens any: what was opened unseen could not be unplugged.
  desk = await makeUnpluggable(await phone.latchkey.page('line'));
});
test.afterAll(() => phone.close());

const screen = () => phone.latchkey.screen;
const call = () => callPage(screen());
const keyIsHeld = () =>
  phone.latchkey.app.evaluate(({ globalShortcut }, key) => globalShortcut.isRegistered(key), HEADSET_KEY);

/** Nothing here can press a key of the whole system: what the app binds to it is kept, to be run as the system would. */
const keepWhatIsBound = () =>
  phone.latchkey.app.evaluate(({ globalShortcut }, headset) => {
    const register = globalShortcut.register.bind(globalShortcut);
    globalShortcut.register = (key, run) => {
      if (key === headset) Object.assign(globalThis, { pressHeadset: run });
      return register(key, run);
    };
  }, HEADSET_KEY);
const pressHeadset = () =>
  phone.latchkey.app.evaluate(() => (globalThis as unknown as { pressHeadset(): void }).pressHeadset());

test('the connection is tested from the page of the telephone, and the result is in words', async () => {
  const page = telephonePage(screen());
  await page.openFromCallScreen();
  await page.enterKeys(phone.rest.account.sid, phone.rest.account.authToken);
  await page.says('Harbour Homes');
  await page.setUp();
  await page.allIsMade();
  await page.isConnected();
  await page.testConnection();
  await expect(screen().getByRole('progressbar', { name: 'Listening to what comes back' })).toBeVisible();
  await page.says(/^Good: calls will sound as they should/);
  await page.says('Sound gets through both ways.');
  expect(phone.edge.calls.at(-1)?.params).toEqual({ Purpose: 'connection-test' });
});

test('it is cancelled where it was begun, and nothing is left of it', async () => {
  const begun = phone.edge.next('invited');
  await telephonePage(screen()).testConnection();
  await begun;
  await screen().getByRole('button', { name: 'Cancel' }).click();
  await telephonePage(screen()).says('Cancelled.');
  await expect.poll(() => phone.edge.clients()).toBe(1);
});

test('the key of a headset takes the call over and hands it back, and is held only while a call is up', async () => {
  await keepWhatIsBound();
  expect(await keyIsHeld()).toBe(false);
  const invited = phone.edge.next('invited');
  await telephonePage(screen()).callOwnPhone('512 555 0143');
  await invited;
  await screenPage(screen()).goTo('Call');
  await call().isLive();
  expect(await keyIsHeld()).toBe(true);
  await pressHeadset();
  await call().humanIsLive();
  await pressHeadset();
  await call().agentIsLive();
  await pressHeadset();
  await call().humanIsLive();
});

test('the microphone goes in the middle of it: the screen says so, the agent can have the call, and one that comes is used', async () => {
  await desk.unplug(...MICROPHONES);
  await expect(screen().getByText('Without a microphone: the caller cannot hear you')).toBeVisible();
  await call().handBack();
  await call().agentIsLive();
  await expect(screen().getByText('No microphone: the caller would not hear you')).toBeVisible();
  await desk.plugIn(...MICROPHONES);
  await expect(screen().getByText('No microphone: the caller would not hear you')).toBeHidden();
});

test('the volume is set in the call and remembered, and the key is let go when the call is over', async () => {
  await screen().getByRole('slider', { name: 'Volume of the call' }).fill('40');
  const kept = () => readFileSync(join(phone.latchkey.dataFolder, 'settings.json'), 'utf8');
  await expect.poll(kept).toMatch(/"speakerVolume": ?40/);
  await call().hangUp();
  await call().hasEnded();
  await expect.poll(keyIsHeld).toBe(false);
});
