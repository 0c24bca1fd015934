import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { silentLog } from '../../src/base/log.ts';
import { encodeWav } from '../../src/domain/audio/wav.ts';
import { createScenarioLibrary } from '../../src/practice/scenario-library.ts';
import { createVoiceCache } from '../../src/practice/voice-cache.ts';
import { startTelephoneLead, type TelephoneLead } from '../doubles/telephone-lead/start-telephone-lead.ts';
import { type CallStory, storyOf } from '../launch/call-story.ts';
import { launchTelephoneApp, type TelephoneApp } from '../launch/launch-telephone-app.ts';
import { readNewestRecord } from '../launch/read-record.ts';
import { callPage } from '../pages/call-page.ts';

// The same scenario files twice in the whole app: on the practice line, and over the emulated telephone with the same
// simulated lead at its far end. Both calls must tell one story.
//
// What may differ, and does: moments, since the sound comes through one jitter buffer more; how much of a sentence was
// heard before it was cut off; words that the recogniser gets wrong, as the telephone's coders do not leave the same noise
// behind; and the agent's opener, for a person who calls their own phone has another reason, and no name.

test.setTimeout(240_000);

const OWN_PHONE = '+15125550143';
const SCENARIOS = [resolve('e2e', 'scenarios'), resolve('resources', 'scenarios')];

let phone: TelephoneApp;
let lead: TelephoneLead;
let folder: string;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-human-'));
  lead = startTelephoneLead(SCENARIOS[0]!);
  phone = await launchTelephoneApp({
    settings: { ownPhones: [OWN_PHONE], microphoneFile: await recordHuman(folder) },
  });
  await phone.setUp();
});
test.afterAll(async () => {
  lead.close();
  await phone.close();
  rmSync(folder, { recursive: true });
});

/** What the human says at the desk: a sentence and a long silence, again and again. */
async function recordHuman(into: string): Promise<string> {
  const shipped = createVoiceCache({ own: '', shipped: resolve('resources', 'lead-voices') }, silentLog);
  const words = 'What would something like that cost?';
  const spoken = (await shipped.find({ voice: 'kokoro:am_michael', speed: 1, words }))!;
  const sound = new Int16Array(spoken.length + 6 * 8_000);
  sound.set(spoken);
  const file = join(into, 'human.wav');
  writeFileSync(file, encodeWav(8_000, [sound]));
  return file;
}

const call = () => callPage(phone.latchkey.screen);
type Over = 'practice' | 'telephone';
let calls = 0;

/** `desk`: what the human does. `until`: after how many stretches the story ends. */
type Played = { desk?: () => Promise<void>; until?: number };

/** One call of a scenario, and what came of it. */
async function play(scenario: string, over: Over, { desk, until }: Played): Promise<CallStory> {
  const found = await createScenarioLibrary(SCENARIOS).find(scenario);
  if (!found.ok) throw new Error(`There is no scenario ${scenario}.`);
  const { title, steps = [] } = found.value.scenario;
  const callId = `${scenario}-${++calls}`;
  if (over === 'practice') await call().placePracticeCall(title);
  else {
    phone.edge.setOnInvite(await lead.prepare(callId, scenario));
    await phone.dialOwnPhone();
  }
  await call().isLive();
  await desk?.();
  await call().hasEnded(150_000);
  const expectations = over === 'practice' ? await call().expectations() : (await lead.report(callId)).expectations;
  await call().putAway();
  const record = readNewestRecord(phone.latchkey.dataFolder);
  expect(record.line).toBe(over);
  const told = record.turns.map(({ side, text, startedMs, endedMs, latency }) => ({
    side,
    text,
    startedMs,
    endedMs,
    latency,
  }));
  await test.info().attach(`${over}.json`, { body: JSON.stringify({ told, expectations }, null, 1) });
  return storyOf({ record, expectations, lines: steps.flatMap(({ say }) => say ?? []), until });
}

async function bothTell(scenario: string, played: Played = {}): Promise<CallStory> {
  const practice = await play(scenario, 'practice', played);
  const telephone = await play(scenario, 'telephone', played);
  expect(telephone).toEqual(practice);
  expect(practice.missed).toEqual([]);
  return practice;
}

/**
 * Up to here the story is the same. An answer goes by what was heard before it was cut off, and a hundred milliseconds can
 * be a word: what comes of the last interruption is not the same in any two calls, on whatever line.
 */
const upTo = (until: number): Played => ({ until });

test('a call that the lead ends', async () => {
  expect(await bothTell('brief')).toMatchObject({
    speakers: ['caller', 'agent', 'caller'],
    linesHeard: [0, 1],
    endReason: 'caller-hung-up',
  });
});

test('a lead that interrupts, and is answered', async () => {
  expect(await bothTell('interrupts-at-once', upTo(5))).toMatchObject({
    speakers: ['caller', 'agent', 'caller', 'agent', 'caller'],
    linesHeard: [0, 1, 2],
    cutOff: 1,
  });
});

test('a lead with time, who is answered as fast as it expects', async () => {
  expect(await bothTell('friendly-seller')).toMatchObject({ linesHeard: [0, 1, 2, 3, 4], cutOff: 0 });
});

test('a lead that interrupts twice, and to whom the agent yields in time', async () => {
  expect(await bothTell('interrupts-the-opener', upTo(8))).toMatchObject({
    linesHeard: [0, 1, 2, 3],
    cutOff: 2,
  });
});

test('a call that the human takes over in the middle of a sentence and hands back', async () => {
  const story = await bothTell('stays-on-the-line', {
    desk: async () => {
      await call().hears('agent', /this is/i);
      await call().takeOver();
      await call().humanIsLive();
      await call().hasHeard('caller', /minute/i);
      await call().hasHeard('caller', /spring/i);
      await call().handBack();
      await call().agentIsLive();
      await call().hasHeard('caller', /bedrooms/i);
      await call().hangUp();
    },
  });
  expect(story).toMatchObject({
    speakers: ['caller', 'agent', 'human', 'caller', 'human', 'caller', 'agent', 'caller'],
    linesHeard: [0, 1, 2, 3],
    handlers: ['human', 'agent'],
    cutOff: 1,
  });
});
