import { expect, type Page } from '@playwright/test';

/** The small bar that stays on top. */
export const barPage = (page: Page) => ({
  async shows(words: string | RegExp): Promise<void> {
    await expect(page.locator('.bar-caption')).toContainText(words);
  },
  async takeOver(): Promise<void> {
    await page.getByRole('button', { name: 'Take over' }).click();
  },
  async handBack(): Promise<void> {
    await page.getByRole('button', { name: 'Hand back' }).click();
  },
  async hangUp(): Promise<void> {
    await page.getByRole('button', { name: 'Hang up' }).click();
  },
});
