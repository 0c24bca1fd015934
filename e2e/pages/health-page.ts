import { expect, type Locator, type Page } from '@playwright/test';

/** The Health screen. */
export const healthPage = (page: Page) => {
  const part = (name: string): Locator =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: new RegExp(`^${name}`) }) });
  return {
    async isIn(name: string, state: 'Ready' | 'Starting' | 'Not well' | 'Off', timeout = 15_000): Promise<void> {
      await expect(part(name).getByText(state, { exact: true })).toBeVisible({ timeout });
    },
    async says(name: string, words: string | RegExp): Promise<void> {
      await expect(part(name).getByText(words).first()).toBeVisible();
    },
    /** Presses the one button that helps. */
    async help(name: string): Promise<void> {
      await part(name).getByRole('button').click();
    },
  };
};
