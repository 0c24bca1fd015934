import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp } from '../launch/launch-app.ts';
import { callPage } from '../pages/call-page.ts';
import { historyPage } from '../pages/history-page.ts';
import { screenPage } from '../pages/screen-page.ts';

test.setTimeout(300_000);

const SCENARIO = 'books-thursday-after-four.yaml';

test('a visit that a lead books is on the call’s page and in Calendar, apart from real ones, and goes with the call', async () => {
  const latchkey = await launchApp();
  const { screen } = latchkey;
  try {
    const scenarios = join(latchkey.dataFolder, 'scenarios');
    cpSync(join(scenarios, 'conversation', SCENARIO), join(scenarios, SCENARIO));
    await screenPage(screen).reload();
    await screenPage(screen).goTo('Call');
    const call = callPage(screen);
    await call.placePracticeCall('Thursday after four');
    await call.isLive(90_000);
    const machine = screen.getByRole('complementary', { name: 'The machine' });
    await expect(machine.getByText(/^Booked: Thu, /)).toBeVisible({ timeout: 150_000 });
    await call.hasEnded();

    await screenPage(screen).goTo('Calendar');
    const practice = screen.getByRole('region', { name: 'Practice' });
    await expect(practice.getByText('Booked', { exact: true })).toBeVisible();
    await expect(screen.getByRole('region', { name: 'Visits' })).toBeHidden();
    await practice.getByRole('link', { name: 'Owen Clarke' }).click();
    await expect(screen.getByText(/^Booked: Thu, /)).toBeVisible();
    await historyPage(screen).isAnalysed();
    await historyPage(screen).remove();
    await screenPage(screen).goTo('Calendar');
    await expect(screen.getByText('Nothing is booked')).toBeVisible();
    await expect(practice).toBeHidden();
  } finally {
    await latchkey.close();
  }
});
