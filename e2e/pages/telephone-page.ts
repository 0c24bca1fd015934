import { expect, type Page } from '@playwright/test';

/** The telephone's set-up. */
export const telephonePage = (page: Page) => ({
  /** By its address; the link to it changes with how far the set-up is. */
  async open(): Promise<void> {
    await page.evaluate(`location.hash = '#/telephone'`);
    await expect(page.getByRole('region', { name: 'Your Twilio keys' })).toBeVisible();
  },
  async leave(): Promise<void> {
    await page.getByRole('link', { name: 'Leave for now' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Call', exact: true })).toBeVisible();
  },
  async openFromCallScreen(): Promise<void> {
    await page.locator('a[href="#/telephone"]').first().click();
    await expect(page.getByRole('region', { name: 'Your Twilio keys' })).toBeVisible();
  },
  async enterKeys(accountSid: string, authToken: string): Promise<void> {
    await page.getByLabel('Account SID').fill(accountSid);
    await page.getByLabel('Auth token', { exact: true }).fill(authToken);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
  },
  async says(words: string | RegExp): Promise<void> {
    await expect(page.getByText(words).first()).toBeVisible();
  },
  async setUp(): Promise<void> {
    await page.getByRole('button', { name: /^(Set up|Set up again|Go on with the set-up)$/ }).click();
  },
  async allIsMade(): Promise<void> {
    await expect(page.getByText(/All is made\./)).toBeVisible({ timeout: 30_000 });
  },
  async isConnected(): Promise<void> {
    await expect(page.getByText('The telephone is connected')).toBeVisible({ timeout: 30_000 });
  },
  async testConnection(): Promise<void> {
    await page.getByRole('button', { name: 'Test the connection' }).click();
  },
  async callOwnPhone(number: string): Promise<void> {
    await page.getByLabel('Your own phone').fill(number);
    await page.getByRole('button', { name: 'Call this phone' }).click();
  },
});
