import { expect, test } from '@playwright/test';
import { launchApp, type LaunchedApp } from '../launch/launch-app.ts';
import { readLoudness, readNewestRecord } from '../launch/read-record.ts';
import { callPage } from '../pages/call-page.ts';
import { historyPage } from '../pages/history-page.ts';

test.describe.configure({ mode: 'serial' });

let latchkey: LaunchedApp;
test.beforeAll(async () => {
  latchkey = await launchApp();
});
test.afterAll(() => latchkey.close());

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;

test('an agent that is interrupted stops, and what was not heard is not recorded as said', async () => {
  const call = callPage(latchkey.screen);
  await call.placePracticeCall('Interrupts at once');
  await call.hasEnded(110_000);

  const { callId, turns, bargeIns } = readNewestRecord(latchkey.dataFolder);
  expect(bargeIns).toBeGreaterThanOrEqual(1);
  const cutOff = turns.find(({ side, interrupted }) => side === 'agent' && interrupted)!;
  expect(cutOff, 'the agent’s turn that was cut off').toBeDefined();
  expect(cutOff.intended).toBeDefined();
  // By its time, not by its words: spoken into another voice they are not always recognised.
  const cutIn = turns.find(({ side, startedMs }) => side === 'caller' && startedMs > cutOff.startedMs)!;
  expect(words(cutOff.text)).toBeLessThan(words(cutOff.intended!));
  expect(cutOff.intended!.startsWith(cutOff.text.slice(0, 10))).toBe(true);
  expect(cutIn.startedMs).toBeLessThan(cutOff.endedMs + 1_000);
  // Silent within a second of the caller's first sound, by ear, until the caller is done.
  const sound = readLoudness(latchkey.dataFolder, callId);
  expect(sound.db('us', cutIn.startedMs + 1_000, cutIn.endedMs)).toBeLessThan(-55);

  await call.openInHistory();
  await historyPage(latchkey.screen).marksAsUnheard(/\w+/);
});

test('no page complained', () => {
  expect(latchkey.complaints()).toEqual([]);
});
