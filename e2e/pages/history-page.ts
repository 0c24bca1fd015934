import { expect, type Page } from '@playwright/test';

/** What the recording's player is at, as its <audio> says. */
type Sound = { duration: number; currentTime: number; error: unknown };

/** The History screen and a call's page. */
export const historyPage = (page: Page) => ({
  async calls(): Promise<number> {
    return page.getByRole('list', { name: 'Calls' }).getByRole('listitem').count();
  },
  async isEmpty(): Promise<void> {
    await expect(page.getByText('No call yet')).toBeVisible();
  },
  async search(words: string): Promise<void> {
    await page.getByRole('searchbox', { name: 'Search words and names' }).fill(words);
  },
  async openNewest(): Promise<void> {
    await page.getByRole('list', { name: 'Calls' }).getByRole('link').first().click();
    await expect(page.getByRole('link', { name: 'All calls' })).toBeVisible();
  },
  /** What was heard, in order, as the page tells it: who, and the words. */
  async turns(): Promise<{ who: string; text: string }[]> {
    const rows = await page.locator('.turn').all();
    return Promise.all(
      rows.map(async (row) => ({
        who: (await row.locator('.turn-name').textContent()) ?? '',
        text: (await row.locator('.turn-words').textContent()) ?? '',
      })),
    );
  },
  async tells(event: string | RegExp): Promise<void> {
    await expect(page.locator('.turn-event').filter({ hasText: event }).first()).toBeVisible();
  },
  async marksAsUnheard(words: string | RegExp): Promise<void> {
    await expect(page.locator('del').filter({ hasText: words }).first()).toBeVisible();
  },
  /** What became of the call is on its page. */
  async isAnalysed(): Promise<void> {
    const analysis = page.getByRole('region', { name: 'Analysis' });
    await expect(analysis.getByRole('list', { name: 'Who talked' })).toBeVisible({ timeout: 30_000 });
  },
  async hasRecording(): Promise<void> {
    await expect(page.getByRole('group', { name: 'Recording' })).toBeVisible();
  },
  /** Presses a sentence: the recording plays from there and the sentence lights up. */
  async playFrom(words: string): Promise<void> {
    await page.getByRole('button', { name: words }).click();
    await expect(page.locator('.turn[aria-current=true]').filter({ hasText: words })).toBeVisible();
  },
  /** Of the sound itself, not of what the page says about it. */
  async sound(): Promise<Sound> {
    return page.locator('audio').evaluate((audio) => {
      const { duration, currentTime, error } = audio as unknown as Sound;
      return { duration, currentTime, error };
    });
  },
  async positionSeconds(): Promise<number> {
    return Number(await page.getByLabel('Position in the recording').inputValue()) / 1_000;
  },
  async lengthSeconds(): Promise<number> {
    return Number(await page.getByLabel('Position in the recording').getAttribute('max')) / 1_000;
  },
  async remove(): Promise<void> {
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
  },
});
