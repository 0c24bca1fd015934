import { describe, expect, test } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { lineContractSuite } from '../../contract/testing/line-contract-suite.ts';
import { createHeadlessLine } from './headless-line.ts';
import { startTick } from './tick.ts';

describe('the headless line', () => {
  lineContractSuite(
    { open: (clock, microphone) => createHeadlessLine({ clock, log: silentLog, microphone }) },
    createFakeClock,
  );

  test('that is killed says so to main', async () => {
    const line = createHeadlessLine({ clock: createFakeClock(), log: silentLog, microphone: null });
    const closed = new Promise<void>((resolve) => line.control.onClose(resolve));
    line.kill();
    await closed;
    expect(await line.exited).toBeNull();
  });
});

describe('the 20 ms tick', () => {
  test('makes up for time in which nothing ran, and counts it', async () => {
    const clock = createFakeClock();
    let stalledMs = 0;
    let frames = 0;
    const tick = startTick({ ...clock, now: () => clock.now() + stalledMs }, () => frames++);
    await clock.advance(0);
    stalledMs = 100;
    await clock.advance(20);
    expect(frames).toBe(7);
    expect(tick.lateness()).toEqual({ lateTicks: 5, worstMs: 100 });
    tick.stop();
  });

  test('goes on from now after the machine slept', async () => {
    const clock = createFakeClock();
    let sleptMs = 0;
    let frames = 0;
    const tick = startTick({ ...clock, now: () => clock.now() + sleptMs }, () => frames++);
    await clock.advance(0);
    sleptMs = 3_600_000;
    await clock.advance(40);
    expect(frames).toBe(3);
    tick.stop();
  });
});
