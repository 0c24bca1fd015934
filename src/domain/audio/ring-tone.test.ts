import { expect, test } from 'vitest';
import { ringTone } from './ring-tone.ts';

const RATE = 48_000;
const greatest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const loudest = (tone: Float32Array, fromMs: number, toMs: number) =>
  greatest(tone.slice((fromMs * RATE) / 1_000, (toMs * RATE) / 1_000));

test('two warbles and a rest, in three seconds at any rate', () => {
  const tone = ringTone(RATE);
  expect(tone.length).toBe(3 * RATE);
  expect(ringTone(44_100).length).toBe(3 * 44_100);
  expect(loudest(tone, 50, 350)).toBeGreaterThan(0.15);
  expect(loudest(tone, 410, 590)).toBe(0);
  expect(loudest(tone, 650, 950)).toBeGreaterThan(0.15);
  expect(loudest(tone, 1_010, 3_000)).toBe(0);
});

test('is never loud enough to hurt, and never clicks', () => {
  const tone = ringTone(RATE);
  expect(loudest(tone, 0, 3_000)).toBeLessThan(0.201);
  // 880 Hz at 0.2 moves by no more than this from one sample to the next.
  const steepest = greatest(tone.slice(1).map((sample, at) => sample - tone[at]!));
  expect(steepest).toBeLessThan((0.2 * 2 * Math.PI * 880) / RATE + 0.001);
});
