import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with every rule that the page breaks, and where. Legacy mode: Electron opens no second page for axe. */
export async function expectNoBarriers(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(RULES).analyze();
  expect(
    violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) })),
    'barriers found by axe',
  ).toEqual([]);
}

/** The same in both themes, without leaving the page. */
export async function expectNoBarriersInAnyTheme(page: Page): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
    await expectNoBarriers(page);
  }
}

/** Presses Tab until what has the focus is called this: its label, or its own words. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const focused = () =>
    page.evaluate(`(() => {
      const it = document.activeElement;
      return (it?.labels?.[0] ?? it)?.textContent?.trim() ?? '';
    })()`);
  for (let presses = 0; presses < 80; presses++) {
    if (name.test(String(await focused()))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${String(name)}.`);
}
