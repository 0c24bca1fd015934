import type { Clock } from '../../base/clock.ts';
import { FRAME_MS } from '../../domain/audio/pcm.ts';

/**
 * The line's clock as this process sees it: frames carry positions, and the frame that travelled fastest says where the
 * line is now. Drift between the two clocks is followed because old frames are forgotten.
 */
export type LineClock = {
  frameArrived(seq: number): void;
  /** Ms on the line's clock at `atMs` of our own clock (default: now). */
  lineMs(atMs?: number): number;
};

const REMEMBERED_FRAMES = 250;

export function createLineClock(clock: Clock): LineClock {
  const offsets: number[] = [];
  let at = 0;
  let least = Infinity;
  return {
    frameArrived(seq) {
      const offset = clock.now() - (seq + 1) * FRAME_MS;
      const old = offsets[at];
      offsets[at] = offset;
      at = (at + 1) % REMEMBERED_FRAMES;
      if (offset <= least) least = offset;
      else if (old === least) least = Math.min(...offsets);
    },
    lineMs(atMs = clock.now()) {
      return least === Infinity ? 0 : atMs - least;
    },
  };
}
