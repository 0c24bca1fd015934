import { expect, test } from 'vitest';
import { resample } from './resample.ts';

const tone = (hz: number, rate: number, seconds: number) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate));
const loudness = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

test.each([
  [24_000, 8_000],
  [22_050, 8_000],
  [22_050, 16_000],
  [8_000, 16_000],
])('a 700 Hz tone keeps its place and loudness from %i to %i Hz', (from, to) => {
  const out = resample(tone(700, from, 0.5), from, to);
  const wanted = tone(700, to, 0.5);
  const middle = [Math.round(to * 0.1), Math.round(to * 0.4)] as const;
  const error = out.slice(...middle).map((x, i) => x - wanted[middle[0] + i]!);
  expect(out.length).toBe(to * 0.5);
  expect(loudness(error)).toBeLessThan(0.01);
});

test('what the lower rate cannot carry is gone, not folded back', () => {
  expect(loudness(resample(tone(6_000, 24_000, 0.5), 24_000, 8_000))).toBeLessThan(0.01);
});
