import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { launchApp } from '../launch/launch-app.ts';
import { readLoudness, readNewestRecord, readRecords } from '../launch/read-record.ts';
import { callPage } from '../pages/call-page.ts';
import { historyPage } from '../pages/history-page.ts';
import { screenPage } from '../pages/screen-page.ts';

test('an app that was killed in a call has the call in History at its next start, with its words and its sound', async () => {
  const killed = await launchApp();
  const { dataFolder } = killed;
  const call = callPage(killed.screen);
  await call.placePracticeCall('Stays on the line');
  await call.isLive();
  await call.hears('caller', /minute/i, 60_000);
  await call.hears('agent', /\w+/);
  // What is shown as final is on its way to the disk; the next words are proof that it has arrived.
  await call.hears('caller', /spring|house/i, 60_000);
  await killed.kill();

  const again = await launchApp({ dataFolder });
  const history = historyPage(again.screen);
  await screenPage(again.screen).goTo('History');
  await expect.poll(() => history.calls()).toBe(1);
  await history.openNewest();
  await history.hasRecording();
  expect((await history.turns()).some(({ who, text }) => who === 'Paula Stays' && /minute/i.test(text))).toBe(true);
  await expect.poll(async () => (await history.sound()).duration).toBeGreaterThan(5);
  const { callId, turns, endReason } = readNewestRecord(dataFolder);
  expect(endReason).not.toBeNull();
  const minute = turns.find(({ side, text }) => side === 'caller' && /minute/i.test(text))!;
  expect(readLoudness(dataFolder, callId).db('caller', minute.startedMs, minute.endedMs)).toBeGreaterThan(-45);

  // Told to go instead of killed, it hangs up first and writes down why.
  const next = callPage(again.screen);
  await screenPage(again.screen).goTo('Call');
  await next.placePracticeCall('Stays on the line');
  await next.isLive();
  await next.hears('agent', /\w+/);
  const gone = new Promise((resolve) => again.app.process().once('exit', resolve));
  again.app.process().kill('SIGTERM');
  await gone;
  expect(readNewestRecord(dataFolder)).toMatchObject({ answered: true, endReason: 'app-closed' });
  expect(readRecords(dataFolder)).toHaveLength(2);
  rmSync(dataFolder, { recursive: true, force: true });
});
