import type { Clock } from '../clock.ts';

export type FakeClock = Clock & {
  /** Moves time on, running what falls due in order, and lets promises settle in between. */
  advance(ms: number): Promise<void>;
};

/** A clock that stands still until a test moves it. */
export function createFakeClock(startWallTime = Date.UTC(2026, 0, 5, 15)): FakeClock {
  let now = 0;
  let lastId = 0;
  const timers = new Map<number, { at: number; run: () => void }>();

  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const next = (until: number) => {
    let found: [number, { at: number; run: () => void }] | undefined;
    for (const entry of timers) if (entry[1].at <= until && (!found || entry[1].at < found[1].at)) found = entry;
    return found;
  };

  return {
    now: () => now,
    wallTime: () => startWallTime + now,
    during: (work) => work,
    after(ms, run) {
      const id = ++lastId;
      timers.set(id, { at: now + Math.max(0, ms), run });
      return () => timers.delete(id);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let due = next(until); due; due = next(until)) {
        timers.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].run();
        await settle();
      }
      now = until;
      await settle();
    },
  };
}
