import { expect, test } from '@playwright/test';
import { answers, busy } from '../doubles/twilio-edge/scripts.ts';
import { launchTelephoneApp, type TelephoneApp } from '../launch/launch-telephone-app.ts';
import { callPage } from '../pages/call-page.ts';
import { expectNoBarriersInAnyTheme, tabTo } from '../pages/ease-of-access.ts';
import { screenPage } from '../pages/screen-page.ts';
import { telephonePage } from '../pages/telephone-page.ts';

// The telephone's set-up and its calls, in every state they have: by keyboard alone, and with nothing in anybody's way.

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let phone: TelephoneApp;
test.beforeAll(async () => {
  phone = await launchTelephoneApp();
});
test.afterAll(() => phone.close());

const page = () => telephonePage(phone.latchkey.screen);
const call = () => callPage(phone.latchkey.screen);
const looksWell = () => expectNoBarriersInAnyTheme(phone.latchkey.screen);

async function fillByKeyboard(name: RegExp, text: string): Promise<void> {
  const { screen } = phone.latchkey;
  await tabTo(screen, name);
  await screen.keyboard.press('Control+a');
  await screen.keyboard.type(text);
}

test('keys: none yet, wrong ones, and good ones, entered by keyboard', async () => {
  const { latchkey, rest } = phone;
  await page().open();
  await looksWell();
  await fillByKeyboard(/^Account SID$/, rest.account.sid);
  await fillByKeyboard(/^Auth token$/, '0'.repeat(32));
  await latchkey.screen.keyboard.press('Enter');
  await page().says('Twilio does not know these keys.');
  await looksWell();
  await fillByKeyboard(/^Auth token$/, rest.account.authToken);
  await latchkey.screen.keyboard.press('Enter');
  await page().says('Harbour Homes');
  await looksWell();
});

test('the set-up: at work, refused in the middle, gone on with, and made, by keyboard', async () => {
  const { latchkey, rest } = phone;
  const { screen } = latchkey;
  // A build that is never ready keeps the list at work for as long as it is looked at.
  rest.account.buildTakesPolls = 1_000;
  await tabTo(screen, /^Set up$/);
  await screen.keyboard.press('Enter');
  await page().says(/^Step \d+ of \d+/);
  await looksWell();
  rest.account.buildFails = true;
  rest.account.buildTakesPolls = 0;
  await expect(screen.getByRole('button', { name: 'Go on with the set-up' })).toBeEnabled({ timeout: 30_000 });
  await looksWell();
  rest.account.buildFails = false;
  await tabTo(screen, /^Go on with the set-up$/);
  await screen.keyboard.press('Enter');
  await page().isConnected();
  await looksWell();
});

test('the test call: a number that is none, and one that is called, by keyboard', async () => {
  const { screen } = phone.latchkey;
  await fillByKeyboard(/^Your own phone$/, '12');
  await screen.keyboard.press('Enter');
  await expect(screen.getByLabel('Your own phone')).toHaveAttribute('aria-invalid', 'true');
  await looksWell();
  await fillByKeyboard(/^Your own phone$/, '512 555 0143');
  const invited = phone.edge.next('invited');
  await screen.keyboard.press('Enter');
  await invited;
  await screen.keyboard.press('Control+1');
  await call().isLive();
  await looksWell();
  await screen.keyboard.press('k');
  await expect(screen.getByRole('group', { name: 'Keypad' })).toBeVisible();
  await looksWell();
  await screen.keyboard.press('Escape');
  await screen.keyboard.press('t');
  await call().humanIsLive();
  await screen.keyboard.press('m');
  await call().says('You are muted');
  await looksWell();
  await screen.keyboard.press('h');
  await call().hasEnded();
  await looksWell();
  await screen.keyboard.press('Escape');
});

test('the Call screen with a telephone; a call that rings here; one that came to nothing', async () => {
  await call().isIdle();
  await call().telephoneIs('Connected');
  await looksWell();
  const far = await phone.edge.callClient(phone.identity(), { from: '+15125550199' });
  await call().says('It rings.');
  await looksWell();
  await far.cancel();
  await call().hasEnded();
  await looksWell();
  await call().putAway();
  phone.edge.setOnInvite(busy);
  await phone.dialOwnPhone();
  await call().says('The number is busy.');
  await looksWell();
  await call().putAway();
  phone.edge.setOnInvite(answers);
});

test('undoing: asked, and done, by keyboard', async () => {
  const { screen } = phone.latchkey;
  await page().open();
  await tabTo(screen, /^Undo the set-up…$/);
  await screen.keyboard.press('Enter');
  await expect(screen.getByRole('dialog')).toBeVisible();
  await looksWell();
  await fillByKeyboard(/^Auth token$/, phone.rest.account.authToken);
  await tabTo(screen, /^Undo$/);
  await screen.keyboard.press('Enter');
  await expect(screen.getByRole('region', { name: 'Undo' })).toHaveCount(0, { timeout: 30_000 });
  await looksWell();
  await screenPage(screen).goTo('Call');
  await call().says('Set up the telephone');
});
