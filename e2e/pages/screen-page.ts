import { expect, type Page } from '@playwright/test';

export type ScreenName = 'Call' | 'History' | 'Calendar' | 'Practice' | 'Models' | 'Health' | 'Settings' | 'Set-up';

/** The frame around every screen. */
export const screenPage = (page: Page) => ({
  /** Waits until main has told the screen about the call, whatever screen that opens. */
  async isUsable(): Promise<void> {
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
  async goTo(name: ScreenName): Promise<void> {
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name }).click();
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  },
  async shows(name: ScreenName): Promise<void> {
    await expect(page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name })).toHaveAttribute(
      'aria-current',
      'page',
    );
  },
  async reload(): Promise<void> {
    await page.reload();
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  },
  async listKeys(): Promise<string[]> {
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await expect(dialog).toBeVisible();
    const keys = await dialog.getByRole('definition').allTextContents();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    return keys;
  },
});
