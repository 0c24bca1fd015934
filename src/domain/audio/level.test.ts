import { expect, test } from 'vitest';
import { createLevelMeter, decibels, gainOfVolume, rmsDb, voicedStretches } from './level.ts';

test.each([
  [1, 0],
  [0.1, -20],
  [0, -100],
  [1e-9, -100],
])('an amplitude of %d is %d dBFS', (amplitude, db) => {
  expect(decibels(amplitude)).toBeCloseTo(db);
});

test('a sine at full scale is at -3 dBFS, and nothing at all is silence', () => {
  expect(rmsDb(Float32Array.from({ length: 1600 }, (_, i) => Math.sin(i / 7)))).toBeCloseTo(-3, 0);
  expect(rmsDb(new Float32Array(0))).toBe(-100);
});

test('a meter forgets what it has told', () => {
  const meter = createLevelMeter();
  meter.add(Float32Array.of(9, 0.1, 0.1, 9), 1, 2);
  expect(meter.take()).toBeCloseTo(-20);
  expect(meter.take()).toBe(-100);
});

test('sound is found, and joined over short gaps only', () => {
  const samples = new Float32Array(16_000);
  samples.fill(0.1, 1600, 3200).fill(0.1, 3520, 4800).fill(0.1, 12_800, 13_000);
  expect(voicedStretches(samples, { aboveDb: -45, joinMs: 200 })).toEqual([
    { startSample: 1600, endSample: 4800 },
    { startSample: 12_800, endSample: 13_120 },
  ]);
});

test.each([
  [100, 0],
  [50, -12],
  [10, -40],
  [0, -100],
  [130, 0],
  [-5, -100],
])('a volume of %i lets sound through at about %i dB', (volume, db) => {
  expect(Math.round(decibels(gainOfVolume(volume)))).toBe(db);
});
