import { z } from 'zod';
import { TimeSlot } from './time-slot.ts';

export const MOST_BUSY_NOTE = 120;
/** So far ahead one may begin, and is shown. */
export const BUSY_DAYS_AHEAD = 366;

/** A span in which the desk has no time for visits, and why, for whoever sits there. */
export const BusyTime = z.object({ busyId: z.string().min(1), slot: TimeSlot, note: z.string().max(MOST_BUSY_NOTE) });
export type BusyTime = z.infer<typeof BusyTime>;
