import { z } from 'zod';
import { LineName } from '../domain/call/call-id.ts';
import { Appointment } from '../domain/scheduling/appointment.ts';
import { BusyTime, MOST_BUSY_NOTE } from '../domain/scheduling/busy-time.ts';
import { CalendarPage } from '../domain/scheduling/calendar-page.ts';
import { CalendarRules } from '../domain/scheduling/calendar-rules.ts';
import { TimeSlot } from '../domain/scheduling/time-slot.ts';
import { call, event } from './define.ts';

/** The caller on the line meanwhile hears “one moment”. */
const ANSWER_MS = 3_000;

/** For which call something is asked. A practice call has a book of its own. */
export const CalendarParty = z.object({ callId: z.string().min(1), number: z.string().nullable(), line: LineName });
export type CalendarParty = z.infer<typeof CalendarParty>;

const forParty = z.object({ party: CalendarParty });
/** After this nobody waits for it any more: then it is not done. */
const inTime = forParty.extend({ notAfterWallMs: z.number() });

/** What became of an appointment. `nextSeq`: the number of the next fact of its own call; null where that is not known. */
export const ChangedAppointment = z.object({ appointment: Appointment, nextSeq: z.number().int().nullable() });
export type ChangedAppointment = z.infer<typeof ChangedAppointment>;

/** Main ↔ store: the desk's calendar. Each is one transaction: what it answers is on the disk. */
export const storeCalendarContract = {
  'calendar.free': call(
    forParty.extend({
      rules: CalendarRules,
      fromWallMs: z.number().int(),
      toWallMs: z.number().int(),
      most: z.number().int().min(0).max(500),
    }),
    z.array(TimeSlot),
    ANSWER_MS,
  ),
  'calendar.hold': call(
    inTime.extend({ rules: CalendarRules, slot: TimeSlot, leadName: z.string() }),
    Appointment,
    ANSWER_MS,
  ),
  /** `replaced`: what was cancelled in the same breath. */
  'calendar.commit': call(
    inTime.extend({ appointmentId: z.string(), replaces: z.string().nullable() }),
    z.object({ appointment: Appointment, replaced: ChangedAppointment.nullable() }),
    ANSWER_MS,
  ),
  'calendar.cancel': call(inTime.extend({ appointmentId: z.string() }), ChangedAppointment, ANSWER_MS),
  'calendar.find': call(forParty, Appointment.nullable(), ANSWER_MS),
  /** The call is over: what it held and did not confirm is let go. */
  'calendar.letGo': call(z.object({ callId: z.string() }), z.null()),

  /** What stands, of both lines, and busy times, as far as they reach into the span. */
  'calendar.list': call(z.object({ fromWallMs: z.number(), toWallMs: z.number() }), CalendarPage),
  /** The person at the desk cancels, whosesoever it is. */
  'calendar.strike': call(z.object({ appointmentId: z.string() }), ChangedAppointment),
  'busy.add': call(z.object({ slot: TimeSlot, note: z.string().max(MOST_BUSY_NOTE) }), BusyTime),
  'busy.remove': call(z.object({ busyId: z.string() }), z.null()),

  'calendar.changed': event(z.null()),
} as const;
