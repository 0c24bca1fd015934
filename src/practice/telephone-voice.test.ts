import { expect, test } from 'vitest';
import { loudnessDb } from '../domain/practice/agent-ear.ts';
import { telephoneVoice } from './telephone-voice.ts';

const RATE = 24_000;
/** Half a second of silence, a second of tone, half a second of silence. */
const recording = (hz: number, amplitude: number) =>
  Float32Array.from({ length: 2 * RATE }, (_, i) =>
    i < RATE / 2 || i >= 1.5 * RATE ? 0 : amplitude * Math.sin((2 * Math.PI * hz * i) / RATE),
  );

test.each([0.02, 0.3, 1])('a voice of amplitude %d is as loud as any other, and nothing is around it', (amplitude) => {
  const pcm = telephoneVoice(recording(600, amplitude), RATE);
  expect(pcm.length / 8_000).toBeCloseTo(1, 1);
  expect(loudnessDb(pcm)).toBeCloseTo(-23, 0);
});

test('a rumble below the telephone’s band is held back against a voice', () => {
  const mixed = recording(600, 0.3).map(
    (sample, i) => sample + (sample === 0 ? 0 : 0.3 * Math.sin((2 * Math.PI * 30 * i) / RATE)),
  );
  const pcm = telephoneVoice(mixed, RATE);
  const slow = Array.from(
    { length: 30 },
    (_, i) => pcm.subarray(800 + i * 160, 960 + i * 160).reduce((sum, sample) => sum + sample, 0) / 160,
  );
  expect(Math.max(...slow.map(Math.abs))).toBeLessThan(700);
});

test('silence stays silence', () => {
  expect(telephoneVoice(new Float32Array(RATE), RATE).length).toBe(0);
});
