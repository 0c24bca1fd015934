import { expect, type Page } from '@playwright/test';

export type Said = { side: 'caller' | 'agent' | 'human'; text: string; final: boolean };

/** The Call screen: before, during and after a call. */
export const callPage = (page: Page) => ({
  async placePracticeCall(scenarioTitle?: string): Promise<void> {
    if (scenarioTitle !== undefined) await page.getByLabel('Scenario').selectOption({ label: scenarioTitle });
    await page.getByRole('button', { name: 'Practice call' }).click();
  },
  async cancelPreparing(): Promise<void> {
    await page.getByRole('button', { name: 'Cancel' }).click();
  },
  async isIdle(): Promise<void> {
    await expect(page.getByRole('heading', { level: 1, name: 'Call', exact: true })).toBeVisible();
  },
  /** The lead has picked up. */
  async isLive(timeout = 60_000): Promise<void> {
    await expect(page.getByRole('button', { name: 'Take over' })).toBeEnabled({ timeout });
  },
  async hears(side: Said['side'], words: string | RegExp, timeout = 30_000): Promise<void> {
    await expect(page.locator(`.said-${side} .said-text`).filter({ hasText: words }).first()).toBeVisible({ timeout });
  },
  /** What both sides have said so far, as it is shown. */
  async conversation(): Promise<Said[]> {
    const rows = await page.locator('.said').all();
    return Promise.all(
      rows.map(async (row) => {
        const side = /said-(caller|agent|human)/.exec((await row.getAttribute('class')) ?? '')?.[1] as Said['side'];
        const partial = await row.locator('.said-partial').count();
        return { side, text: (await row.locator('.said-text').textContent()) ?? '', final: partial === 0 };
      }),
    );
  },
  /** The whole turn was heard. */
  async hasHeard(side: Said['side'], words: RegExp): Promise<void> {
    const heard = async () =>
      (await this.conversation()).some((said) => said.side === side && said.final && words.test(said.text));
    await expect.poll(heard, { timeout: 60_000, message: String(words) }).toBe(true);
  },
  async takeOver(): Promise<void> {
    await page.getByRole('button', { name: 'Take over' }).click();
  },
  async takeOverByKey(): Promise<void> {
    await page.keyboard.press('t');
  },
  async takeOverByHoldingSpace(): Promise<void> {
    await page.keyboard.down(' ');
    await expect(page.getByText('You are live')).toBeVisible();
    await page.keyboard.up(' ');
  },
  async humanIsLive(): Promise<void> {
    await expect(page.getByRole('alert').filter({ hasText: 'You are live' })).toBeVisible();
  },
  async handBack(): Promise<void> {
    await page.getByRole('button', { name: 'Hand back' }).click();
  },
  async agentIsLive(): Promise<void> {
    await expect(page.getByText('Handler: agent')).toBeVisible();
  },
  async hangUp(): Promise<void> {
    await page.getByRole('button', { name: 'Hang up' }).click();
  },
  async hasEnded(timeout = 60_000): Promise<void> {
    await expect(page.getByRole('button', { name: 'Done' })).toBeVisible({ timeout });
  },
  /** What the end of a call means, in the words of the screen. */
  async says(words: string | RegExp): Promise<void> {
    await expect(page.getByRole('main').getByText(words).first()).toBeVisible();
  },
  async callAgain(): Promise<void> {
    await page.getByRole('button', { name: 'Call again' }).click();
  },
  async isReconnecting(timeout = 30_000): Promise<void> {
    await expect(page.getByText('Reconnecting', { exact: true })).toBeVisible({ timeout });
  },
  async isReconnected(timeout = 60_000): Promise<void> {
    await expect(page.getByText('Reconnecting', { exact: true })).toBeHidden({ timeout });
  },
  /** Whether calls can come and go, as the Call screen has it. */
  async telephoneIs(state: 'Connected' | 'Connecting' | 'Not connected', timeout = 40_000): Promise<void> {
    await expect(page.getByRole('region', { name: 'Telephone' }).getByRole('status')).toHaveText(state, { timeout });
  },
  /** What the lead expected of a practice call, once it has told. */
  async expectations(): Promise<{ name: string; held: boolean; detail: string }[]> {
    await expect(page.getByRole('heading', { name: /expectations? held$/ })).toBeVisible({ timeout: 60_000 });
    const rows = await page.locator('.expectation').all();
    return Promise.all(
      rows.map(async (row) => ({
        name: (await row.locator('strong').textContent()) ?? '',
        held: (await row.locator('.held').count()) > 0,
        detail: (await row.locator('.soft').textContent()) ?? '',
      })),
    );
  },
  async putAway(): Promise<void> {
    await page.getByRole('button', { name: 'Done' }).click();
  },
  async openInHistory(): Promise<void> {
    await page.getByRole('link', { name: 'Open in History' }).click();
  },
  async saysItsWordsAreRehearsed(): Promise<void> {
    await expect(page.getByRole('complementary', { name: 'The machine' }).getByText('Rehearsed replies')).toBeVisible();
  },
  /** Voice-to-voice latency of each reply that was measured so far, in words. */
  async latencies(): Promise<string[]> {
    const bars = await page.getByRole('group', { name: 'Latency of each reply' }).getByRole('button').all();
    return Promise.all(bars.map(async (bar) => (await bar.getAttribute('aria-label')) ?? ''));
  },
  /** A figure of the Today panel or of the ended call, by its name. */
  async figure(name: string): Promise<string> {
    return (
      (await page
        .locator('.figure')
        .filter({ has: page.getByText(name, { exact: true }) })
        .locator('dd')
        .textContent()) ?? ''
    );
  },
});
