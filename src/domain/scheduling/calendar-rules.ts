import { z } from 'zod';
import { OfficeHours } from './office-hours.ts';
import { TimeZone } from './time-zone.ts';

/** The longest way ahead that slots are looked for. */
export const MOST_DAYS_AHEAD = 90;

/** When visits may be. */
export const CalendarRules = z.object({
  /** Where the clock of the office stands. */
  timeZone: TimeZone,
  hours: OfficeHours,
  visitMinutes: z.number().int().min(10).max(480),
  /** Nobody is booked in sooner than this. */
  leadMinutes: z.number().int().min(0).max(20_160),
  /** Between one visit and the next, for the way. */
  bufferMinutes: z.number().int().min(0).max(240),
});
export type CalendarRules = z.infer<typeof CalendarRules>;
