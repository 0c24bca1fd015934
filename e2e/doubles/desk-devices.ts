import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';

export type DeskDevices = {
  /** By the labels that Chromium gives them. */
  unplug(...labels: string[]): Promise<void>;
  plugIn(...labels: string[]): Promise<void>;
};

/** From now on the microphones and speakers of this page can be unplugged: see desk-devices-page.cjs. */
export async function makeUnpluggable(page: Page): Promise<DeskDevices> {
  await page.evaluate(readFileSync(resolve('e2e/doubles/desk-devices-page.cjs'), 'utf8'));
  const change = (labels: readonly string[], isGone: boolean) =>
    page.evaluate(`changeDevices(${JSON.stringify(labels)}, ${isGone})`).then(() => undefined);
  return {
    unplug: (...labels) => change(labels, true),
    plugIn: (...labels) => change(labels, false),
  };
}
