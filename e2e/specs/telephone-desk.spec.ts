import { expect, test } from '@playwright/test';
import { loudness } from '../doubles/twilio-edge/codec.ts';
import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import { hearRinging, type Playing } from '../launch/hear-ringing.ts';
import { launchTelephoneApp, type TelephoneApp } from '../launch/launch-telephone-app.ts';
import { readNewestRecord } from '../launch/read-record.ts';
import { callPage } from '../pages/call-page.ts';
import { screenPage } from '../pages/screen-page.ts';

// A call that comes in, at the desk: it rings where it shall, is told of wherever one looks, and is picked up from there.

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

const THEIRS = '+15125550199';
const OWN_PHONE = '+15125550143';
/** Chromium's fake microphone beeps once a second. */
const BEEP_DB = -40;

let phone: TelephoneApp;
test.beforeAll(async () => {
  phone = await launchTelephoneApp({ settings: { ownPhones: [OWN_PHONE] } });
  await phone.setUp();
  await watchDesktop();
});
test.afterAll(() => phone.close());

const call = () => callPage(phone.latchkey.screen);
const newest = () => readNewestRecord(phone.latchkey.dataFolder);
const rings = () => phone.edge.callClient(phone.identity(), { from: THEIRS });

type Desktop = {
  menu: { label: string; enabled?: boolean; click?: () => void }[];
  toolTip: string;
  notices: { title: string; body: string; open: boolean; press(): void }[];
};
declare const desktop: Desktop;

/** Nothing here can look at the desktop: what the app gives it, the tray's menu and its notices, is kept as it is given. */
async function watchDesktop(): Promise<void> {
  await phone.latchkey.app.evaluate(({ Menu, Tray, Notification }) => {
    const seen: Desktop = { menu: [], toolTip: '', notices: [] };
    Object.assign(globalThis, { desktop: seen });
    const build = Menu.buildFromTemplate.bind(Menu);
    Menu.buildFromTemplate = (template) => {
      seen.menu = template as Desktop['menu'];
      return build(template);
    };
    const { setToolTip } = Tray.prototype;
    Tray.prototype.setToolTip = function (words) {
      seen.toolTip = words;
      setToolTip.call(this, words);
    };
    Notification.prototype.show = function () {
      const { title, body } = this;
      seen.notices.push({ title, body, open: true, press: () => void this.emit('click') });
    };
    Notification.prototype.close = function () {
      const mine = seen.notices.findLast(({ title, body }) => title === this.title && body === this.body);
      if (mine) mine.open = false;
    };
  });
}
const toolTip = () => phone.latchkey.app.evaluate(() => desktop.toolTip);
const notices = () =>
  phone.latchkey.app.evaluate(() => desktop.notices.map(({ title, body, open }) => ({ title, body, open })));
const trayOffers = () =>
  phone.latchkey.app.evaluate(() => desktop.menu.filter(({ enabled }) => enabled !== false).map(({ label }) => label));
const pressInTray = (label: string) =>
  phone.latchkey.app.evaluate((_, wanted) => desktop.menu.find((item) => item.label === wanted)?.click?.(), label);

/** A window that is hidden in a call leaves its place to the bar. */
const show = (shown: boolean) =>
  phone.latchkey.app.evaluate(({ BrowserWindow }, wanted) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('screen/index.html'),
    );
    if (wanted) window?.show();
    else window?.hide();
  }, shown);

/** How loud the loudest of the next second is at the far end, dBFS. */
async function peakAtFarEnd(far: EdgeCall): Promise<number> {
  const sound = await far.listen(1.2);
  const frames = Array.from({ length: Math.floor(sound.length / 960) }, (_, at) =>
    sound.subarray(at * 960, at * 960 + 960),
  );
  return Math.max(...frames.map(loudness));
}

test('it rings on the ringer, and stops as soon as it is answered', async () => {
  const { screen } = phone.latchkey;
  await screenPage(screen).goTo('Settings');
  const ringer = screen.getByLabel('Ringer', { exact: true });
  await ringer.selectOption({ label: 'Fake Audio Output 2' });
  await screenPage(screen).goTo('Call');
  const ear = await hearRinging(screen);
  const far = await rings();
  const loudest = async () => Math.max(-120, ...(await ear.now()).map(({ db }) => db));
  await expect.poll(loudest, { intervals: [50] }).toBeGreaterThan(-40);
  expect((await ear.now()).map(({ device }: Playing) => device)).toEqual(['Fake Audio Output 2']);
  await screen.keyboard.press('a');
  await call().humanIsLive();
  expect(await ear.now()).toEqual([]);
  await far.heard(BEEP_DB);
  await far.hangUp();
  await call().hasEnded();
});

test('it is called back with one key, and refused by the gate with why: the number is nobody’s own phone', async () => {
  const before = phone.edge.calls.length;
  await call().callAgain();
  await call().says(/may not be called/);
  expect(phone.edge.calls.length).toBe(before);
  await call().putAway();
});

test('muted, the far end hears nothing of the desk; unmuted, it does again', async () => {
  const { screen } = phone.latchkey;
  const far = await rings();
  await call().says('It rings.');
  await screen.keyboard.press('a');
  await call().humanIsLive();
  await far.heard(BEEP_DB);
  await screen.keyboard.press('m');
  await call().says('You are muted');
  await expect.poll(() => peakAtFarEnd(far)).toBeLessThan(-60);
  expect(await peakAtFarEnd(far)).toBeLessThan(-60);
  await screen.getByRole('button', { name: 'Mute' }).click();
  await call().humanIsLive();
  await far.heard(BEEP_DB);
  await call().hangUp();
  await far.once('hung-up-by-client');
  await call().hasEnded();
  await call().putAway();
});

test('with the window hidden: a notice and the tray say who calls, and the call is answered from the bar', async () => {
  await show(false);
  const far = await rings();
  await expect.poll(toolTip).toBe('Latchkey: (512) 555-0199 is calling');
  await expect.poll(notices).toContainEqual({ title: '(512) 555-0199 is calling', body: '(512) 555-0199', open: true });
  const bar = await phone.latchkey.page('bar');
  await expect(bar.getByRole('alert')).toHaveText('(512) 555-0199 is calling');
  await bar.getByRole('button', { name: 'Answer' }).click();
  await far.once('answered');
  await expect(bar.getByRole('button', { name: 'Hand back' })).toBeVisible();
  await far.heard(BEEP_DB);
  expect((await notices()).filter(({ open }) => open)).toEqual([]);
  await bar.getByRole('button', { name: 'Hang up' }).click();
  await far.once('hung-up-by-client');
  await show(true);
  await call().hasEnded();
  await call().putAway();
  expect(newest()).toMatchObject({ direction: 'incoming', handler: 'human', endReason: 'human-hung-up' });
});

test('it is declined from the tray, and the notice is gone', async () => {
  await show(false);
  const far = await rings();
  await expect.poll(trayOffers).toEqual(expect.arrayContaining(['Answer', 'Let the agent answer', 'Decline']));
  await pressInTray('Decline');
  await far.once('rejected');
  await expect.poll(async () => (await notices()).filter(({ open }) => open)).toEqual([]);
  await show(true);
  await call().hasEnded();
  await call().says('You declined the call.');
  expect(newest()).toMatchObject({ endReason: 'rejected' });
  await call().putAway();
});

test('it is given to the agent from the tray, and the agent speaks', async () => {
  await show(false);
  const far = await rings();
  await expect.poll(trayOffers).toContain('Let the agent answer');
  await pressInTray('Let the agent answer');
  await far.once('answered');
  await far.heard(BEEP_DB);
  await show(true);
  await call().hears('agent', /\w+/);
  await expect(phone.latchkey.screen.getByText('Handler: agent')).toBeVisible();
  await far.hangUp();
  await call().hasEnded();
  await call().putAway();
  expect(newest()).toMatchObject({ direction: 'incoming', handler: 'agent', endReason: 'caller-hung-up' });
});

test('pressing the notice brings the screen up, and it rings on', async () => {
  await show(false);
  const far = await rings();
  await expect.poll(async () => (await notices()).some(({ open }) => open)).toBe(true);
  await phone.latchkey.app.evaluate(() => desktop.notices.findLast(({ open }) => open)?.press());
  await call().says('It rings.');
  const visible = () =>
    phone.latchkey.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some(
        (window) => window.webContents.getURL().includes('screen/index.html') && window.isVisible(),
      ),
    );
  await expect.poll(visible).toBe(true);
  await far.cancel();
  await call().hasEnded();
  await call().putAway();
});
