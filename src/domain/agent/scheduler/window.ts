import { z } from 'zod';
import type { TimeSlot } from '../../scheduling/time-slot.ts';

/** A span of wall time, ms since the epoch: from the first moment on, before the last. */
export const WallSpan = z.object({ fromWallMs: z.number(), toWallMs: z.number() });
export type WallSpan = z.infer<typeof WallSpan>;

/** When an appointment may start, as the caller put it. */
export type Window = WallSpan & {
  /** The parts of it that are meant, earliest first; none where all that was named is over. */
  spans: readonly WallSpan[];
  /** One day and one time of day were named. */
  exact: boolean;
  /** A day or a time was refused: the words choose nothing. */
  refuses: boolean;
};

export const isWithin = (window: Window, { startWallMs }: TimeSlot): boolean =>
  window.spans.some(({ fromWallMs, toWallMs }) => startWallMs >= fromWallMs && startWallMs < toWallMs);
