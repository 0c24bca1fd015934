import type { Clock } from '../../base/clock.ts';
import { FRAME_MS } from '../../domain/audio/pcm.ts';

/** After a longer stop (a sleeping machine) the line goes on from now instead of catching up. */
const CATCH_UP_MS = 2_000;
const LATE_MS = 5;

export type Tick = {
  stop(): void;
  /** Ticks that ran more than 5 ms after their time, and the worst of them. */
  lateness(): { lateTicks: number; worstMs: number };
};

/** Runs `frame` for every 20 ms of the clock, against absolute time: a late tick is made up for, not added up. */
export function startTick(clock: Clock, frame: () => void): Tick {
  let due = clock.now();
  let lateTicks = 0;
  let worstMs = 0;
  let stopped = false;
  let cancel = () => {};
  const run = () => {
    const late = clock.now() - due;
    if (late > LATE_MS) lateTicks++;
    worstMs = Math.max(worstMs, late);
    if (late > CATCH_UP_MS) due = clock.now();
    due += FRAME_MS;
    frame();
    // One at a time also when late: what arrived while nothing ran is to be heard before the ticks that were missed.
    if (!stopped) cancel = clock.after(Math.max(0, due - clock.now()), run);
  };
  cancel = clock.after(0, run);
  return {
    stop() {
      stopped = true;
      cancel();
    },
    lateness: () => ({ lateTicks, worstMs }),
  };
}
