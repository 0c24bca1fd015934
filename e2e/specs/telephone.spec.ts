import { expect, test } from '@playwright/test';
import { answers, answersWithMachine } from '../doubles/twilio-edge/scripts.ts';
import { launchTelephoneApp, type TelephoneApp } from '../launch/launch-telephone-app.ts';
import { readNewestRecord, readRecords } from '../launch/read-record.ts';
import { callPage } from '../pages/call-page.ts';
import { screenPage } from '../pages/screen-page.ts';
import { telephonePage } from '../pages/telephone-page.ts';

// The whole app and its telephone: set up from the screen, then called, called back, and hurt in the middle of calls.

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

const OWN_PHONE = '512 555 0143';
const THEIRS = '+15125550199';
/** What a far end hears of a voice, dBFS. */
const SPEECH_DB = -40;

/** The far end's leg of the first call, of which no message told. */
const FAR_LEG = `CA${'f'.repeat(32)}`;

let firstCall = '';
let phone: TelephoneApp;
test.beforeAll(async () => {
  phone = await launchTelephoneApp();
});
test.afterAll(() => phone.close());

const call = () => callPage(phone.latchkey.screen);
const newest = () => readNewestRecord(phone.latchkey.dataFolder);
const crash = (page: string) =>
  phone.latchkey.app.evaluate(
    ({ BrowserWindow }, address) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes(address))
        ?.webContents.forcefullyCrashRenderer(),
    page,
  );

async function hangUp(): Promise<void> {
  await call().hangUp();
  await call().hasEnded();
  await call().putAway();
}

test('it is set up from the screen, with the keys of an account and nothing else', async () => {
  const page = telephonePage(phone.latchkey.screen);
  await page.openFromCallScreen();
  await page.enterKeys(phone.rest.account.sid, '0'.repeat(32));
  await page.says(/auth token|keys/i);
  await page.enterKeys(phone.rest.account.sid, phone.rest.account.authToken);
  await page.says('Harbour Homes');
  await page.setUp();
  await page.allIsMade();
  await page.isConnected();
});

test('the own phone is called: the agent speaks to it, the human takes over, and the call is on record', async () => {
  const invited = phone.edge.next('invited');
  await telephonePage(phone.latchkey.screen).callOwnPhone(OWN_PHONE);
  await invited;
  const far = phone.edge.calls.at(-1)!;
  expect(far.params['To']).toBe('+15125550143');
  await screenPage(phone.latchkey.screen).goTo('Call');
  await far.heard(SPEECH_DB);
  await call().isLive();
  await call().hears('agent', /\w+/);
  await call().takeOverByKey();
  await call().humanIsLive();
  // Chromium's own microphone beeps once a second.
  await far.heard(SPEECH_DB);
  await hangUp();
  await far.once('hung-up-by-client');
  expect(newest()).toMatchObject({
    line: 'telephone',
    direction: 'outgoing',
    number: '+15125550143',
    endReason: 'human-hung-up',
    takeOvers: 1,
    carrier: { legs: [{ leg: 'desk', callSid: far.sid, price: null }] },
  });
  firstCall = newest().callId;
  // What Twilio will know of it when it is asked, a minute after.
  phone.rest.endLeg({ sid: far.sid, seconds: 9, price: '-0.0040' });
  phone.rest.endLeg({ sid: FAR_LEG, parentSid: far.sid, seconds: 7, price: '-0.0140' });
});

test('an answering machine is hung up on, and the record says so', async () => {
  phone.edge.setOnInvite(answersWithMachine);
  const { screen } = phone.latchkey;
  await screen.getByRole('button', { name: /^Call your own phone/ }).click();
  await expect(screen.getByText('An answering machine picked up.').first()).toBeVisible();
  await call().putAway();
  phone.edge.setOnInvite(answers);
  expect(newest()).toMatchObject({
    endReason: 'machine',
    carrier: { detectedMachines: true, answeredBy: 'machine_start', legs: [{ leg: 'desk' }] },
  });
});

test('a call that comes in rings at the desk, is answered by key, and ends with the caller', async () => {
  const far = await phone.edge.callClient(phone.identity(), { from: THEIRS });
  const { screen } = phone.latchkey;
  await expect(screen.getByRole('heading', { name: /\(512\) 555-0199 is calling/ })).toBeVisible();
  await screen.keyboard.press('a');
  await call().humanIsLive();
  await far.heard(SPEECH_DB);
  await far.hangUp();
  await call().hasEnded();
  await call().putAway();
  expect(newest()).toMatchObject({ direction: 'incoming', number: THEIRS, handler: 'human' });
});

test('the voice process dies in a call: the caller is told to wait, and the agent takes the conversation up', async () => {
  const far = await phone.callOwnPhone();
  // Who calls must have been heard, or the agent begins anew when it is back.
  const openerIsOver = async () => (await call().conversation()).some(({ side, final }) => side === 'agent' && final);
  await expect.poll(openerIsOver, { timeout: 60_000 }).toBe(true);
  process.kill(await phone.latchkey.processOf('voice'), 'SIGKILL');
  await call().hears('agent', /one moment/i);
  await call().hears('agent', /I'm back/i, 60_000);
  await far.heard(SPEECH_DB);
  await hangUp();
  expect(newest().degraded.map(({ kind }) => kind)).toContain('process-lost');
});

test('the line’s window dies in a call: the far end is let go, the screen says so, and the telephone connects again', async () => {
  const far = await phone.callOwnPhone();
  const registered = phone.edge.next('registered');
  await crash('line/index.html');
  await call().hasEnded(2_000);
  await expect(phone.latchkey.screen.getByText(/line process ended unexpectedly/).first()).toBeVisible();
  expect(newest()).toMatchObject({ endReason: 'failed' });
  await call().putAway();
  await registered;
  await far.hangUp();
});

test('the screen dies in a call: the call goes on, and the screen comes back with it', async () => {
  const far = await phone.callOwnPhone();
  const before = phone.latchkey.screen;
  const gone = before.waitForEvent('crash');
  await crash('screen/index.html');
  await gone;
  const screen = await phone.latchkey.freshScreen(before);
  await callPage(screen).isLive();
  await far.heard(SPEECH_DB);
  await callPage(screen).hangUp();
  await callPage(screen).hasEnded();
  expect(newest().degraded.filter(({ kind }) => kind === 'process-lost')).toEqual([]);
});

test('what the first call cost is on record, each leg once', async () => {
  const legs = () =>
    readRecords(phone.latchkey.dataFolder)
      .find(({ callId }) => callId === firstCall)
      ?.carrier.legs.map(({ leg, connectedSeconds, price }) => ({ leg, connectedSeconds, price }));
  await expect.poll(legs, { timeout: 90_000 }).toEqual([
    { leg: 'desk', connectedSeconds: 9, price: '-0.0040' },
    { leg: 'far-end', connectedSeconds: 7, price: '-0.0140' },
  ]);
});
