import { expect, it } from 'vitest';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { createBackOff } from './back-off.ts';

it('waits longer with every end in a row, and no longer than ten seconds', () => {
  const backOff = createBackOff(createFakeClock());
  const waits = Array.from({ length: 7 }, () => {
    backOff.started();
    return backOff.ended();
  });
  expect(waits).toEqual([0, 250, 1_000, 4_000, 10_000, 10_000, 10_000]);
});

it('begins anew after a minute of health, and where a person asks for it', async () => {
  const clock = createFakeClock();
  const backOff = createBackOff(clock);
  backOff.started();
  expect([backOff.ended(), backOff.ended()]).toEqual([0, 250]);
  backOff.started();
  await clock.advance(60_001);
  expect(backOff.ended()).toBe(0);
  backOff.started();
  expect(backOff.ended()).toBe(250);
  backOff.forgive();
  expect(backOff.ended()).toBe(0);
});
