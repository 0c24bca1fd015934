import type { Clock } from '../../base/clock.ts';

/** Real time for whatever takes time, and the scenario's day for whoever asks what day it is. */
export function createScenarioClock(clock: Clock, startWallMs: number): Clock & { set(sincePickUpMs: number): void } {
  let sinceMs = 0;
  return {
    now: () => clock.now(),
    wallTime: () => startWallMs + sinceMs,
    after: (ms, run) => clock.after(ms, run),
    during: (work) => clock.during(work),
    set(sincePickUpMs) {
      sinceMs = sincePickUpMs;
    },
  };
}
