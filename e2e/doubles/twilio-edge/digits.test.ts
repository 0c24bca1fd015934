import { afterEach, describe, expect, test } from 'vitest';
import { createDtmfDetector } from '../../../src/domain/audio/dtmf-detector.ts';
import { FRAME_SAMPLES, floatFromPcm } from '../../../src/domain/audio/pcm.ts';
import { resample } from '../../../src/domain/audio/resample.ts';
import type { AudioCodec } from './rtp-peer.ts';
import { connect, createEnds, edgeWithClient } from './test-world.ts';

const ends = createEnds();
afterEach(ends.closeAll);

/** The product's own ear for keys, on what a client received. */
function keysIn(pcm: Int16Array): string {
  const samples = resample(floatFromPcm(pcm), 48_000, 16_000);
  let keys = '';
  const detector = createDtmfDetector(({ key }) => (keys += key));
  for (let at = 0; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES)
    detector.hear(samples.subarray(at, at + FRAME_SAMPLES));
  return keys;
}

describe.each<{ codec: AudioCodec }>([{ codec: 'opus' }, { codec: 'PCMU' }])('Over $codec', ({ codec }) => {
  const NUMBER = '159D*0#77';

  test('keys are heard by the client in the sound', async () => {
    const world = await edgeWithClient(ends, { codecs: [codec] });
    const { call } = await connect(world);
    const heard = world.audio.frames(60);
    await call.press(NUMBER, 'as sound', { ms: 60, pauseMs: 60 });
    expect(keysIn(await heard)).toBe(NUMBER);
    expect(world.audio.digits()).toBe('');
  });

  test('keys are told to the client in events, however long they are held, and are no sound', async () => {
    const world = await edgeWithClient(ends, { codecs: [codec] });
    const { call } = await connect(world);
    await call.press('9', 'as events', { ms: 700, pauseMs: 40 });
    await call.press(NUMBER, 'as events', { ms: 60, pauseMs: 40 });
    await expect.poll(world.audio.digits).toBe(`9${NUMBER}`);
    expect(world.audio.heard().every(({ pcm }) => pcm.every((sample) => Math.abs(sample) < 50))).toBe(true);
  });

  test('keys are told to the edge in events', async () => {
    const world = await edgeWithClient(ends, { codecs: [codec] });
    const { call } = await connect(world);
    await world.audio.peer.press(NUMBER, { ms: 60, pauseMs: 40 });
    await expect.poll(() => call.digits).toEqual({ heard: NUMBER, told: '' });
  });

  test('an event is told although one of its packets is lost, and once although its end is said three times', async () => {
    const world = await edgeWithClient(ends, { codecs: [codec] });
    const { call } = await connect(world);
    call.faults.lossOut = 0.25;
    await call.press('1'.repeat(20), 'as events', { ms: 60, pauseMs: 40 });
    // One in 64 loses all three of its ends.
    await expect.poll(() => world.audio.digits().length).toBeGreaterThanOrEqual(15);
    expect(world.audio.digits().length).toBeLessThanOrEqual(20);
  });
});

test('Over PCMU a call is heard at both ends', async () => {
  const world = await edgeWithClient(ends, { codecs: ['PCMU'] });
  const { call } = await connect(world);
  await Promise.all([
    call.press('4', 'as sound', { ms: 200, pauseMs: 200 }),
    world.audio.player.play(new Int16Array(960 * 20).fill(8_000)),
  ]);
  const pcm = Int16Array.from(call.received().flatMap((frame) => [...frame.pcm]));
  expect(pcm.filter((sample) => Math.abs(sample - 8_000) < 300).length).toBeGreaterThan(960 * 18);
});
