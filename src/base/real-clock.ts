import type { Clock } from './clock.ts';

// Every process that we ship has these; the pure code's types leave them out so that nobody else uses them.
declare const performance: { now(): number };
declare function setTimeout(run: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** The clock of composition roots: real time, which real work takes anyway. */
export function createRealClock(): Clock {
  return {
    now: () => performance.now(),
    wallTime: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, Math.max(0, ms));
      return () => clearTimeout(timer);
    },
    during: (work) => work,
  };
}
