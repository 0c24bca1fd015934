import { z } from 'zod';
import { TimeSlot } from './time-slot.ts';

export const MOST_BUSY_NOTE = 120;

/** A span in which the desk has no time for visits, and why, for whoever sits there. */
export const BusyTime = z.object({ busyId: z.string().min(1), slot: TimeSlot, note: z.string().max(MOST_BUSY_NOTE) });
export type BusyTime = z.infer<typeof BusyTime>;
