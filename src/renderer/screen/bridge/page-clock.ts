import type { Clock } from '../../../base/clock.ts';

/** The browser's clock. */
export function createPageClock(page: Window): Clock {
  return {
    now: () => page.performance.now(),
    wallTime: () => Date.now(),
    after(ms, run) {
      const timer = page.setTimeout(run, ms);
      return () => {
        page.clearTimeout(timer);
      };
    },
    during: (work) => work,
  };
}
