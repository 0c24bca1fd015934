import { expect, test } from '@playwright/test';
import { makeUnpluggable } from '../doubles/desk-devices.ts';
import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import { launchTelephoneLine, type TelephoneLine } from '../launch/launch-telephone-line.ts';
import { shareOfTone, toneOf } from '../launch/tone.ts';

// Microphones and speakers that come and go in the middle of a telephone call, on the real SDK in the real window.

test.describe.configure({ mode: 'serial' });
test.setTimeout(90_000);

const MICROPHONES = ['Fake Default Audio Input', 'Fake Audio Input 1', 'Fake Audio Input 2'] as const;
const SPEAKERS = ['Fake Default Audio Output', 'Fake Audio Output 1', 'Fake Audio Output 2'] as const;
type Listed = { microphones: { id: string; label: string }[]; speakers: { id: string; label: string }[] };

let line: TelephoneLine;
let desk: Awaited<ReturnType<typeof makeUnpluggable>>;
let far: EdgeCall;
let devices: Listed;
test.beforeAll(async () => {
  line = await launchTelephoneLine();
  desk = await makeUnpluggable(await line.app.firstWindow());
  devices = (await line.ask('devices.list', null)).value as Listed;
});
test.afterAll(() => line.close());

const idOf = (list: Listed['microphones'], label: string) => list.find((one) => one.label === label)!.id;
async function choose(microphone: string, speaker: string = SPEAKERS[0]): Promise<void> {
  const choice = {
    microphoneId: idOf(devices.microphones, microphone),
    speakerId: idOf(devices.speakers, speaker),
    microphoneFile: '',
    microphonePcm: null,
    volume: 100,
  };
  expect(await line.ask('devices.choose', choice)).toEqual({ ok: true, value: null });
}
const last = async (name: 'part.degraded' | 'part.recovered') => (await line.told(name)).at(-1)?.['failure'];
const degraded = (failure: object) => expect.poll(() => last('part.degraded')).toEqual(failure);
const recovered = (failure: object) => expect.poll(() => last('part.recovered')).toEqual(failure);
const hand = async (handler: 'agent' | 'human') =>
  expect(await line.ask('gates.set', { callId: 'c1', handler, knows: {} })).toMatchObject({ ok: true });
const isUp = async () => expect(await line.told('call.ended')).toEqual([]);
/** Chromium's test microphones beep once a second. */
const humanIsHeard = () => far.heard(-30);

/** Stretches of 5 ms in what the far end has heard, from its frame `from` on, that are silent. */
function silentStretches(from: number): number {
  const pcm = far
    .received()
    .slice(from)
    .flatMap((frame) => [...frame.pcm]);
  let count = 0;
  for (let at = 0; at + 240 <= pcm.length; at += 240) {
    if (pcm.slice(at, at + 240).every((sample) => Math.abs(sample) < 2_000)) count++;
  }
  return count;
}

test('every microphone and speaker is tried in the middle of a call: the far end hears no gap, and no frame is lost', async () => {
  far = await line.connect('c1');
  far.playLoop(toneOf({ hz: 880, seconds: 1 }, 48_000));
  await line.say({ hz: 440, seconds: 25 });
  await far.heard(-15);
  const from = far.received().length;
  for (let round = 0; round < 4; round++) {
    for (const [at, microphone] of MICROPHONES.entries()) {
      await choose(microphone, SPEAKERS[(at + round) % SPEAKERS.length]);
      await far.listen(0.3);
    }
  }
  expect(silentStretches(from)).toBe(0);
  const measured = async () => (await line.told('audio.measured')).at(-1);
  const before = (await line.told('audio.measured')).length;
  await line.tells('audio.measured', before + 1);
  expect(await measured()).toMatchObject({ framesLost: 0, underruns: 0 });
  await expect.poll(async () => shareOfTone(await line.hears(), 880, 16_000)).toBeGreaterThan(0.98);
  const seqs = await line.app.evaluate(() =>
    (
      globalThis as unknown as { harness: { got: { audio: { data: { type: string; seq: number } }[] } } }
    ).harness.got.audio
      .filter(({ data }) => data.type === 'heard')
      .map(({ data }) => data.seq),
  );
  expect(seqs).toEqual(seqs.map((_, index) => index));
  expect(await line.told('part.degraded')).toEqual([]);
  await isUp();
});

test('the chosen microphone is unplugged while the agent has the call: the agent goes on, and what takes its place is told', async () => {
  await choose(MICROPHONES[1]);
  await line.say({ hz: 440, seconds: 8 });
  await far.heard(-15);
  const from = far.received().length;
  const gone = { kind: 'device-replaced', device: 'microphone', chosen: MICROPHONES[1], instead: MICROPHONES[0] };
  await desk.unplug(MICROPHONES[1]);
  await degraded(gone);
  await far.listen(0.5);
  expect(silentStretches(from)).toBe(0);
  await desk.plugIn(MICROPHONES[1]);
  await recovered(gone);
});

test('it is unplugged while the human has the call: another is heard at once', async () => {
  await hand('human');
  await humanIsHeard();
  const before = (await line.told('part.degraded')).length;
  await desk.unplug(MICROPHONES[1]);
  const { failure } = await line.tells('part.degraded', before + 1);
  expect(failure).toEqual({
    kind: 'device-replaced',
    device: 'microphone',
    chosen: MICROPHONES[1],
    instead: MICROPHONES[0],
  });
  // What was still on its way is past; then a whole beat of the other one is.
  await far.listen(0.5);
  await humanIsHeard();
});

test('the last one is unplugged: it is told, the agent can be handed the call, and one that is plugged in is heard', async () => {
  await desk.unplug(...MICROPHONES);
  await degraded({ kind: 'microphone-missing' });
  await isUp();
  await hand('agent');
  await line.say({ hz: 440, seconds: 2 });
  await far.heard(-15);
  await hand('human');
  await desk.plugIn(...MICROPHONES);
  await recovered({ kind: 'microphone-missing' });
  await humanIsHeard();
  await hand('agent');
});

test('the chosen speaker is unplugged: the system’s takes its place and it is told; plugged in, it is taken back', async () => {
  await choose(MICROPHONES[0], SPEAKERS[2]);
  const gone = { kind: 'device-replaced', device: 'speaker', chosen: SPEAKERS[2], instead: SPEAKERS[0] };
  await desk.unplug(SPEAKERS[2]);
  await degraded(gone);
  await desk.plugIn(SPEAKERS[2]);
  await recovered(gone);
  await expect.poll(async () => shareOfTone(await line.hears(), 880, 16_000)).toBeGreaterThan(0.98);
});

test('without any speaker the call goes on, and is heard again when there is one', async () => {
  await desk.unplug(...SPEAKERS);
  await degraded({ kind: 'sound-unavailable', detail: 'no speaker was found' });
  await expect.poll(async () => shareOfTone(await line.hears(), 880, 16_000)).toBeGreaterThan(0.98);
  await desk.plugIn(...SPEAKERS);
  await recovered({ kind: 'sound-unavailable', detail: 'no speaker was found' });
  expect(await line.ask('call.hangUp', { callId: 'c1' })).toMatchObject({ ok: true });
  expect(await line.tells('call.ended')).toMatchObject({ reason: 'agent-hung-up' });
});

test('the desk hears itself a second late, with the level of both, until it is stopped', async () => {
  expect(await line.ask('loopback.start', null)).toEqual({ ok: true, value: null });
  const loud = async () =>
    (await line.told('loopback.measured')).some(
      (levels) => (levels['microphoneDb'] as number) > -40 && (levels['speakerDb'] as number) < -60,
    );
  await expect.poll(loud).toBe(true);
  const back = async () =>
    (await line.told('loopback.measured')).some((levels) => (levels['speakerDb'] as number) > -40);
  await expect.poll(back).toBe(true);
  expect(await line.ask('loopback.stop', null)).toEqual({ ok: true, value: null });
  await line.tells('loopback.ended');
});

test('a call that begins ends it', async () => {
  expect(await line.ask('loopback.start', null)).toEqual({ ok: true, value: null });
  far = await line.connect('c2');
  await line.tells('loopback.ended', 2);
  await line.ask('call.hangUp', { callId: 'c2' });
});
