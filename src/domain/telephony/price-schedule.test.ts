import { expect, it } from 'vitest';
import { priceDueInMs } from './price-schedule.ts';

const MINUTE = 60_000;
const endedWallMs = 1_700_000_000_000;

it('a price is asked for a minute after the call, and then ever more rarely', () => {
  let wallMs = endedWallMs;
  const waits = [0, 1, 2, 3, 4, 5, 6, 7].map((times) => {
    const asked = times === 0 ? null : { times, lastWallMs: wallMs };
    const wait = priceDueInMs(asked, { endedWallMs, wallMs });
    wallMs += wait;
    return wait / MINUTE;
  });
  expect(waits).toEqual([1, 2, 5, 10, 30, 60, 240, 240]);
});

it('what was due while the app was closed, or the clock stood still, is due now', () => {
  expect(priceDueInMs(null, { endedWallMs, wallMs: endedWallMs + 600 * MINUTE })).toBe(0);
});

it('a clock that was set back by months makes nobody wait for months', () => {
  expect(priceDueInMs(null, { endedWallMs, wallMs: endedWallMs - 100_000 * MINUTE })).toBe(MINUTE);
});
