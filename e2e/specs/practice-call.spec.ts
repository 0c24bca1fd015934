import { expect, test } from '@playwright/test';
import { launchApp, type LaunchedApp } from '../launch/launch-app.ts';
import { readLoudness, readNewestRecord } from '../launch/read-record.ts';
import { callPage, type Said } from '../pages/call-page.ts';
import { historyPage } from '../pages/history-page.ts';
import { screenPage } from '../pages/screen-page.ts';

// One practice call from the ring to its place in History, on the real models, line and recording.

test.describe.configure({ mode: 'serial' });

let latchkey: LaunchedApp;
test.beforeAll(async () => {
  latchkey = await launchApp();
});
test.afterAll(() => latchkey.close());

const SILENCE_DB = -60;
const isUnfinishedOf = (side: Said['side']) => (said: Said) => said.side === side && !said.final && said.text !== '';

test('a call is heard, answered, measured and labelled while it goes on', async () => {
  const call = callPage(latchkey.screen);
  await call.placePracticeCall('Short and friendly');
  await call.isLive();
  for (const side of ['agent', 'caller'] as const) {
    await expect
      .poll(async () => (await call.conversation()).some(isUnfinishedOf(side)), { intervals: [50] })
      .toBe(true);
  }
  await call.hears('caller', /minute/i);
  await call.saysItsWordsAreRehearsed();
  await expect.poll(async () => (await call.latencies()).length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect((await call.latencies())[0]).toMatch(/^Reply 1: \d[\d.,]* m?s; .+/);
  await call.hasEnded();
  const said = await call.conversation();
  expect(said.every(({ final }) => final)).toBe(true);
  expect(said.map(({ side }) => side)).toEqual(expect.arrayContaining(['agent', 'caller']));
});

test('the record holds both sides, and so does the recording', () => {
  const { callId, turns, answered, endReason } = readNewestRecord(latchkey.dataFolder);
  expect(answered).toBe(true);
  // Both say goodbye; whoever is quicker puts down the phone.
  expect(['caller-hung-up', 'agent-hung-up']).toContain(endReason);
  expect(turns.filter(({ side }) => side === 'caller').length).toBeGreaterThanOrEqual(2);
  const recording = readLoudness(latchkey.dataFolder, callId);
  const [first, last] = [turns[0]!, turns.at(-1)!];
  expect(recording.durationMs).toBeGreaterThan(last.endedMs - 500);
  for (const turn of turns) {
    const side = turn.side === 'caller' ? 'caller' : 'us';
    expect(recording.db(side, turn.startedMs, turn.endedMs), `${turn.side}: ${turn.text}`).toBeGreaterThan(-45);
  }
  expect(recording.db('us', 0, first.startedMs), 'before anybody speaks').toBeLessThan(SILENCE_DB);
});

test('History has it at once, with its turns, their latency and sound that plays from any sentence', async () => {
  const { screen } = latchkey;
  const [call, history] = [callPage(screen), historyPage(screen)];
  await call.openInHistory();
  await history.hasRecording();
  const turns = await history.turns();
  expect(turns.map(({ who }) => who)).toEqual(expect.arrayContaining(['Agent', 'Vera Short']));
  await expect(screen.locator('.turn-latency summary').first()).toHaveText(/^\d[\d.,]* m?s$/);

  await expect.poll(async () => (await history.sound()).duration).toBeGreaterThan(5);
  const asked = readNewestRecord(latchkey.dataFolder).turns.find(({ text }) => /minute/i.test(text))!;
  await history.playFrom(asked.text);
  const position = async () => (await history.sound()).currentTime;
  await expect.poll(position, 'the sound goes on from the sentence').toBeGreaterThan(asked.startedMs / 1_000 + 0.2);
  expect(await position()).toBeLessThan(asked.startedMs / 1_000 + 10);
  expect((await history.sound()).error).toBeNull();
});

test('the list and today’s figures count it', async () => {
  const { screen } = latchkey;
  await screenPage(screen).goTo('History');
  expect(await historyPage(screen).calls()).toBe(1);
  await historyPage(screen).search('minute');
  await expect(screen.getByRole('list', { name: 'Calls' }).getByRole('listitem')).toHaveCount(1);
  await historyPage(screen).search('elephant');
  await expect(screen.getByRole('list', { name: 'Calls' })).toHaveCount(0);
  await screenPage(screen).goTo('Call');
  await callPage(screen).putAway();
  await expect.poll(() => callPage(screen).figure('Calls')).toBe('1');
});

test('no page complained', () => {
  expect(latchkey.complaints()).toEqual([]);
});
