import { z } from 'zod';

/** A span of time that can be given away, in ms since the epoch. Two slots are the same where both ends are. */
export const TimeSlot = z
  .object({ startWallMs: z.number().int(), endWallMs: z.number().int() })
  .refine(({ startWallMs, endWallMs }) => startWallMs < endWallMs, 'a slot ends after it starts');
export type TimeSlot = z.infer<typeof TimeSlot>;

export const sameSlot = (one: TimeSlot, other: TimeSlot): boolean =>
  one.startWallMs === other.startWallMs && one.endWallMs === other.endWallMs;

export const overlaps = (one: TimeSlot, other: TimeSlot): boolean =>
  one.startWallMs < other.endWallMs && other.startWallMs < one.endWallMs;
