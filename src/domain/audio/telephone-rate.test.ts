import { expect, test } from 'vitest';
import { rmsDb } from './level.ts';
import { createDownsampler, createUpsampler } from './telephone-rate.ts';

const tone = (hz: number, rate: number, seconds = 0.5) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));

const inBlocks = (run: (frame: Float32Array) => Float32Array, samples: Float32Array, size: number) => {
  const out: number[] = [];
  for (let i = 0; i < samples.length; i += size) out.push(...run(samples.subarray(i, i + size)));
  return Float32Array.from(out);
};

/** How far `late` trails `early`, in samples of their rate, and what is left of the difference. */
function compare(early: Float32Array, late: Float32Array) {
  let best = { lag: 0, error: Infinity };
  for (let lag = 0; lag < 60; lag++) {
    const difference = late.slice(1000, 3000).map((x, i) => x - early[1000 + i - lag]!);
    const error = rmsDb(difference);
    if (error < best.error) best = { lag, error };
  }
  return best;
}

test.each([200, 700, 1900, 3000])('%i Hz survives the way to the telephone and back, at most 2.5 ms later', (hz) => {
  const sent = tone(hz, 16_000);
  const there = inBlocks(createDownsampler(), sent, 320);
  const back = inBlocks(createUpsampler(), there, 160);
  expect(back.length).toBe(sent.length);
  const { lag, error } = compare(sent, back);
  expect(error).toBeLessThan(-38);
  // A tone repeats itself, so that its lag is only known within a period.
  expect(lag % (16_000 / hz)).toBeLessThanOrEqual(40);
});

test('a click arrives 36 samples (2.25 ms) later', () => {
  const sent = new Float32Array(1600);
  sent[800] = 1;
  const back = inBlocks(createUpsampler(), inBlocks(createDownsampler(), sent, 320), 160);
  const loudest = back.reduce((best, x, i) => (Math.abs(x) > Math.abs(back[best]!) ? i : best), 0);
  expect(loudest - 800).toBe(36);
});

test('what the telephone cannot carry is gone before it could fold back', () => {
  const there = inBlocks(createDownsampler(), tone(5_000, 16_000), 320);
  expect(rmsDb(there.slice(100))).toBeLessThan(-45);
});

test('the length of the blocks makes no difference', () => {
  const sent = tone(440, 16_000);
  expect(inBlocks(createDownsampler(), sent, 320)).toEqual(inBlocks(createDownsampler(), sent, 64));
  const eight = tone(440, 8_000);
  expect(inBlocks(createUpsampler(), eight, 160)).toEqual(inBlocks(createUpsampler(), eight, 7));
});
