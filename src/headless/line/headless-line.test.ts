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
    let now = 0;
    let frames = 0;
    const tick = startTick({ ...clock, now: () => now }, () => frames++);
    await clock.advance(0);
    now = 100;
    await clock.advance(20);
    expect(frames).toBe(6);
    expect(tick.lateness()).toEqual({ lateTicks: 1, worstMs: 80 });
    now = 60_000;
    await clock.advance(20);
    expect(frames).toBe(7);
    tick.stop();
  });
});
