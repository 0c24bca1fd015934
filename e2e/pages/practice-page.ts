import { expect, type Page } from '@playwright/test';

/** The Practice screen. */
export const practicePage = (page: Page) => ({
  async scenarios(): Promise<string[]> {
    return page.locator('.scenario h3').allTextContents();
  },
  async call(title: string): Promise<void> {
    await page.getByRole('button', { name: `Call: ${title}` }).click();
  },
  async saysWhatIsWrongWith(file: string, words: string | RegExp): Promise<void> {
    await expect(page.locator('.scenario').filter({ hasText: file }).getByText(words).first()).toBeVisible();
  },
  async readAgain(): Promise<void> {
    await page.getByRole('button', { name: 'Read the files again' }).click();
  },
});
