import { expect, test } from 'vitest';
import { latencyStages, medianLatency } from './latency-stages.ts';
import type { LatencySplit } from './turn.ts';

const split = (heardMs: number, rest: Partial<LatencySplit> = {}): LatencySplit => ({
  silenceSeenMs: null,
  recognisedMs: null,
  decidedMs: null,
  firstWordMs: null,
  firstSoundMs: null,
  heardMs,
  ...rest,
});

test('stages tell what each added and sum up to what was heard', () => {
  const stages = latencyStages(
    split(400, { silenceSeenMs: 70, recognisedMs: 150, decidedMs: 260, firstWordMs: 270, firstSoundMs: 330 }),
  );
  expect(stages.map((stage) => stage.ms)).toEqual([70, 80, 110, 10, 60, 70]);
});

test('a reply that was prepared during the pause adds nothing of its own', () => {
  const stages = latencyStages(split(300, { decidedMs: 250, firstWordMs: 180, firstSoundMs: 240 }));
  expect(stages.map(({ stage, ms }) => [stage, ms])).toEqual([
    ['decidedMs', 250],
    ['firstWordMs', 0],
    ['firstSoundMs', 0],
    ['heardMs', 50],
  ]);
});

test('the median of no reply is nothing, of an even number the middle between two', () => {
  expect(medianLatency([])).toBeNull();
  expect(medianLatency([split(300), split(900), split(400)])).toBe(400);
  expect(medianLatency([split(500), split(300), split(400), split(600)])).toBe(450);
});
