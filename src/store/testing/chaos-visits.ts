import type { CalendarRules } from '../../domain/scheduling/calendar-rules.ts';
import { freeSlots } from '../../domain/scheduling/free-slots.ts';
import { USUAL_HOURS } from '../../domain/scheduling/office-hours.ts';
import type { TimeSlot } from '../../domain/scheduling/time-slot.ts';

export const chaosRules: CalendarRules = {
  timeZone: 'UTC',
  hours: USUAL_HOURS,
  visitMinutes: 60,
  leadMinutes: 1_440,
  bufferMinutes: 0,
};

/** Some that overlap one another. The same ones in every process that begins at the same time. */
export const chaosSlots = (nowWallMs: number): TimeSlot[] =>
  freeSlots(
    chaosRules,
    { visits: [], busy: [] },
    { fromWallMs: nowWallMs, toWallMs: nowWallMs + 1e10, most: 90, nowWallMs },
  );
