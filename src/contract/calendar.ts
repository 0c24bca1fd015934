import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Port } from '../base/port.ts';
import { failed, type Result } from '../base/result.ts';
import type { Failure } from '../domain/failure.ts';
import { Appointment } from '../domain/scheduling/appointment.ts';
import type { Calendar } from '../domain/scheduling/calendar.ts';
import { calendarTrouble } from '../domain/scheduling/calendar-trouble.ts';
import { TimeSlot } from '../domain/scheduling/time-slot.ts';
import { call } from './define.ts';
import { connect } from './wire.ts';

/** What is not begun by then is not done: whoever asked has told the caller that the calendar does not answer. */
const BEGUN_WITHIN_MS = 2_000;
/** Longer than main waits for the store: what was done is heard of. */
const ANSWER_MS = 4_000;

const wish = z.object({ key: z.string().min(1), callId: z.string().min(1), notAfterWallMs: z.number() });

/** Voice ↔ main, over the `calendar` stream of one call. Whose calendar it is, and the lead's number, main knows itself. */
export const calendarContract = {
  'slots.find': call(
    z.object({
      fromWallMs: z.number().int(),
      toWallMs: z.number().int(),
      most: z.number().int().min(0).max(500),
    }),
    z.array(TimeSlot),
    ANSWER_MS,
  ),
  'slot.hold': call(wish.extend({ slot: TimeSlot, leadName: z.string() }), Appointment, ANSWER_MS),
  'hold.commit': call(
    wish.extend({ appointmentId: z.string(), replaces: z.string().nullable() }),
    Appointment,
    ANSWER_MS,
  ),
  'appointment.cancel': call(wish.extend({ appointmentId: z.string() }), Appointment, ANSWER_MS),
  'appointment.find': call(z.null(), Appointment.nullable(), ANSWER_MS),
} as const;

/**
 * The calendar as a call has it, behind the port that main handed over. Never rejects: a port that is dead and an answer
 * that does not come are `calendar-unavailable`.
 */
export function createCalendarClient(port: Port, deps: { clock: Clock; log: Log }): Calendar {
  const main = connect(port, calendarContract, { ...deps, part: 'calendar' });
  const inTime = () => ({ notAfterWallMs: deps.clock.wallTime() + BEGUN_WITHIN_MS });
  const told = async <Value>(answer: Promise<Result<Value, Failure>>): Promise<Result<Value, Failure>> => {
    const result = await answer;
    return result.ok ? result : failed(calendarTrouble(result.failure));
  };
  return {
    free: (query) => told(main.call('slots.find', query)),
    hold: ({ number: _mainKnows, ...rest }) => told(main.call('slot.hold', { ...rest, ...inTime() })),
    commit: (rest) => told(main.call('hold.commit', { ...rest, ...inTime() })),
    cancel: (rest) => told(main.call('appointment.cancel', { ...rest, ...inTime() })),
    find: () => told(main.call('appointment.find', null)),
  };
}
