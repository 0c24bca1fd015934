import { expect, test } from 'vitest';
import { createPacer } from './pacer.ts';

/** Runs blocks of 128 samples (8 ms) at these times; answers how many extra were asked for, and when. */
function run(times: number[]) {
  let now = times[0]!;
  const pace = createPacer(() => now);
  const extra: [number, number][] = [];
  for (const time of times) {
    now = time;
    const blocks = pace(128);
    if (blocks > 0) extra.push([time, blocks]);
  }
  return extra;
}
const even = (count: number, start = 0, every = 8) => Array.from({ length: count }, (_, i) => start + i * every);

test('a clock that keeps time is left alone', () => {
  expect(run(even(2000))).toEqual([]);
});

test('a device that asks in bursts of 40 ms is left alone', () => {
  expect(run(even(2000).map((time) => Math.floor(time / 40) * 40))).toEqual([]);
});

test('150 ms in which nothing ran are made up for within half a second, once', () => {
  const extra = run([...even(100), ...even(500, 100 * 8 + 150)]);
  expect(extra.map(([, blocks]) => blocks)).toEqual([18]);
  expect(extra[0]![0]).toBeLessThan(800 + 150 + 500);
});

test('a slow device is helped a little now and then, a fast one not at all', () => {
  const slow = run(even(20_000, 0, 8.01));
  expect(slow.reduce((sum, [, blocks]) => sum + blocks, 0)).toBeGreaterThanOrEqual(20);
  expect(run(even(20_000, 0, 7.99))).toEqual([]);
});

test('a machine that slept does not live through the night again', () => {
  expect(run([...even(100), ...even(500, 3_600_000)])).toEqual([]);
});
