import { expect, type Locator, type Page } from '@playwright/test';

/** The Settings screen. */
export const settingsPage = (page: Page) => {
  const setting = (label: string): Locator =>
    page.getByRole('listitem').filter({ has: page.locator('.setting-label', { hasText: label }) });
  return {
    async search(words: string): Promise<void> {
      await page.getByRole('searchbox', { name: 'Search settings' }).fill(words);
    },
    async write(label: string, text: string): Promise<void> {
      await page.getByLabel(label, { exact: true }).fill(text);
      await page.getByLabel(label, { exact: true }).blur();
    },
    async isSaved(label: string): Promise<void> {
      await expect(setting(label).getByText('Saved')).toBeVisible();
    },
    async reads(label: string, text: string): Promise<void> {
      await expect(page.getByLabel(label, { exact: true })).toHaveValue(text);
    },
    async chooseTheme(theme: 'System' | 'Light' | 'Dark'): Promise<void> {
      await page.getByRole('radio', { name: theme }).check();
    },
    /** In Playwright's words for keys: Control+Shift+Y. */
    async chooseHotKey(keys: string): Promise<void> {
      await page.getByRole('button', { name: /^Take-over key/ }).click();
      await page.keyboard.press(keys);
    },
    async reset(label: string): Promise<void> {
      await page.getByRole('button', { name: `Reset ${label} to its default` }).click();
    },
    async says(label: string, words: string | RegExp): Promise<void> {
      await expect(setting(label).getByText(words).first()).toBeVisible();
    },
  };
};
