import { expect, type Locator, type Page } from '@playwright/test';

export type Step = 'Sound' | 'Models for hearing and speaking' | 'Language model' | 'Practice call';

/** The first-run screen. */
export const setUpPage = (page: Page) => {
  const step = (name: Step): Locator => page.getByRole('region', { name, exact: true });
  return {
    async isOpen(): Promise<void> {
      await expect(page.getByRole('heading', { level: 1, name: 'Set-up' })).toBeVisible();
    },
    async isDone(name: Step): Promise<void> {
      await expect(step(name).getByText('Done', { exact: true })).toBeVisible();
    },
    async isToDo(name: Step): Promise<void> {
      await expect(step(name).getByText('To do', { exact: true })).toBeVisible();
    },
    async says(name: Step, words: string | RegExp): Promise<void> {
      await expect(step(name).getByText(words).first()).toBeVisible();
    },
    async checkSound(): Promise<void> {
      await step('Sound').getByRole('button', { name: 'Play a tone and listen' }).click();
      await expect(step('Sound').getByRole('meter', { name: 'Microphone level' })).toBeVisible({ timeout: 30_000 });
    },
    async placeFirstCall(): Promise<void> {
      await step('Practice call').getByRole('button', { name: 'Practice call' }).click();
    },
    async leave(): Promise<void> {
      await page.getByRole('link', { name: 'Leave for now' }).click();
    },
    async skipTheRest(): Promise<void> {
      await page.getByRole('button', { name: /Skip the rest|Finish/ }).click();
    },
  };
};
