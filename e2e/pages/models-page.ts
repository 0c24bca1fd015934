import { expect, type Locator, type Page } from '@playwright/test';

/** The Models screen. */
export const modelsPage = (page: Page) => {
  const model = (title: string): Locator =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  return {
    async titles(): Promise<string[]> {
      return page.locator('.model-line h3').allTextContents();
    },
    async isIn(title: string, state: string): Promise<void> {
      await expect(model(title).getByText(state, { exact: true })).toBeVisible();
    },
    async verify(title: string): Promise<void> {
      await page.getByRole('button', { name: `Verify ${title}` }).click();
    },
    async install(title: string): Promise<void> {
      await model(title)
        .getByRole('button', { name: /^Install/ })
        .click();
    },
    async cancel(title: string): Promise<void> {
      await page.getByRole('button', { name: `Cancel: ${title}` }).click();
    },
    async remove(title: string): Promise<void> {
      await page.getByRole('button', { name: `Remove ${title}` }).click();
    },
    async says(words: string | RegExp): Promise<void> {
      await expect(page.getByText(words).first()).toBeVisible();
    },
  };
};
