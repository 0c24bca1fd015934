import { expect, test } from '@playwright/test';
import { launchApp, type LaunchedApp } from '../launch/launch-app.ts';
import { callPage } from '../pages/call-page.ts';
import { expectNoBarriers, expectNoBarriersInAnyTheme, tabTo } from '../pages/ease-of-access.ts';
import { historyPage } from '../pages/history-page.ts';
import { screenPage, type ScreenName } from '../pages/screen-page.ts';
import { settingsPage } from '../pages/settings-page.ts';

test.describe.configure({ mode: 'serial' });

const SCREENS: readonly ScreenName[] = [
  'Call',
  'History',
  'Calendar',
  'Practice',
  'Models',
  'Health',
  'Settings',
  'Set-up',
];
const THEMES = ['Light', 'Dark'] as const;

let latchkey: LaunchedApp;
test.beforeAll(async () => {
  latchkey = await launchApp({ settings: { firstRunDone: false } });
});
test.afterAll(() => latchkey.close());

/** As a field for a day takes it: 2026-03-05. */
const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A window that is hidden in a call leaves its place to the bar. */
async function show(shown: boolean): Promise<void> {
  await latchkey.app.evaluate(({ BrowserWindow }, wanted) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('screen/index.html'),
    );
    if (wanted) window?.show();
    else window?.hide();
  }, shown);
}

for (const theme of THEMES) {
  test(`no screen has a barrier in the ${theme.toLowerCase()} theme`, async () => {
    const { screen } = latchkey;
    await screenPage(screen).goTo('Settings');
    await settingsPage(screen).chooseTheme(theme);
    await expect(screen.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
    for (const name of SCREENS) {
      await screenPage(screen).goTo(name);
      await test.step(name, () => expectNoBarriers(screen));
    }
  });
}

test('every screen is reached by keyboard alone, and ? lists the keys', async () => {
  const { screen } = latchkey;
  for (const [at, name] of SCREENS.entries()) {
    await screen.keyboard.press(`Control+${at + 1}`);
    await screenPage(screen).shows(name);
    await expect(screen.getByRole('main').getByRole('heading', { level: 1 })).toBeFocused();
  }
  await screen.keyboard.press('Control+1');
  await expect(screen.getByRole('button', { name: 'Practice call' })).toBeEnabled();
  const keys = await screenPage(screen).listKeys();
  expect(keys).toEqual(expect.arrayContaining(['Go to History', 'List the keys']));
  expect(keys.some((does) => does.startsWith('Practice call'))).toBe(true);
  // Without the short cuts: Tab comes to every link of the rail, and Enter follows it.
  await screen.reload();
  await screenPage(screen).isUsable();
  for (let presses = 0; presses < 30; presses++) {
    await screen.keyboard.press('Tab');
    if ((await screen.locator('*:focus').textContent()) === 'History') break;
  }
  await screen.keyboard.press('Enter');
  await screenPage(screen).shows('History');
});

test('a busy time is added and taken away by keyboard alone, and has no barrier in either theme', async () => {
  const { screen } = latchkey;
  await screenPage(screen).goTo('Calendar');
  await expect(screen.getByText('Nothing is booked')).toBeVisible();
  await screen.keyboard.press('n');
  const dialog = screen.getByRole('dialog', { name: 'Add a busy time' });
  await expect(dialog).toBeVisible();
  await expectNoBarriersInAnyTheme(screen);
  await dialog.getByLabel('Day').fill(dayFromNow(7));
  await dialog.getByLabel('Note').fill('dentist');
  await screen.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(screen.getByRole('region', { name: 'Visits' }).getByText('dentist')).toBeVisible();
  await expectNoBarriersInAnyTheme(screen);
  await tabTo(screen, /^Remove$/);
  await screen.keyboard.press('Enter');
  await expect(screen.getByText('Nothing is booked')).toBeVisible();
});

test('unfinished calls on a server have no barrier in either theme', async () => {
  const { screen } = latchkey;
  await screenPage(screen).goTo('Settings');
  for (const place of ['redis', 'postgres', 'disk']) {
    await screen.getByLabel('Unfinished calls', { exact: true }).selectOption(place);
    await expectNoBarriersInAnyTheme(screen);
  }
});

test('a call that is live, in the bar, over, and in History has no barrier in either theme', async () => {
  const { screen } = latchkey;
  const call = callPage(screen);
  await screenPage(screen).goTo('Call');
  await call.placePracticeCall('Stays on the line');
  await call.isLive(90_000);
  await call.hears('agent', /\w+/);
  await expectNoBarriersInAnyTheme(screen);
  await call.takeOver();
  await call.humanIsLive();
  await expectNoBarriersInAnyTheme(screen);

  await show(false);
  const bar = await latchkey.page('bar');
  await expect(bar.getByRole('button', { name: 'Hand back' })).toBeVisible();
  await expectNoBarriersInAnyTheme(bar);
  await show(true);

  await call.hangUp();
  await call.hasEnded();
  await expectNoBarriersInAnyTheme(screen);
  await call.openInHistory();
  await historyPage(screen).hasRecording();
  await historyPage(screen).isAnalysed();
  await expectNoBarriersInAnyTheme(screen);
  await screenPage(screen).goTo('History');
  await expect.poll(() => historyPage(screen).calls()).toBe(1);
  await expectNoBarriersInAnyTheme(screen);
});

test('no page complained', () => {
  expect(latchkey.complaints()).toEqual([]);
});
