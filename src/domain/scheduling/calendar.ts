import type { Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { Appointment } from './appointment.ts';
import type { TimeSlot } from './time-slot.ts';

/**
 * Who says the same thing twice with the same key is answered the same, and nothing happens twice. Keys are made by
 * `idempotencyKey`: one per call, act and slot.
 */
export type CalendarWish = { key: string; callId: string };

/**
 * A calendar, whosoever it is: ours in the store, or one of somebody else behind the same port. Every answer is a
 * fact of the calendar: what it did not give may not be offered, what it did not commit is not booked. Failures:
 * `slot-taken`, `calendar-unavailable`, and those of the way to it.
 */
export type Calendar = {
  /** Slots of the length of a visit that nobody has, earliest first, at most `most`, starting within the span. */
  free(query: { fromWallMs: number; toWallMs: number; most: number }): Promise<Result<TimeSlot[], Failure>>;
  /** Keeps a slot for this call until `heldUntilWallMs`. One hold per call: an older one of it is let go. */
  hold(
    wish: CalendarWish & { slot: TimeSlot; leadName: string; number: string | null },
  ): Promise<Result<Appointment, Failure>>;
  /** Makes a hold an appointment. `replaces` is cancelled in the same breath, or nothing happens. */
  commit(
    wish: CalendarWish & { appointmentId: string; replaces: string | null },
  ): Promise<Result<Appointment, Failure>>;
  /** Lets go of a hold, or cancels an appointment. One that is gone already is answered as cancelled. */
  cancel(wish: CalendarWish & { appointmentId: string }): Promise<Result<Appointment, Failure>>;
  /** The appointment that this number (or, where there is none, this call) has and that is still to come; null where there is none. */
  find(who: { callId: string; number: string | null }): Promise<Result<Appointment | null, Failure>>;
};

export const idempotencyKey = (callId: string, act: 'hold' | 'commit' | 'cancel', what: TimeSlot | string): string =>
  `${callId}:${act}:${typeof what === 'string' ? what : `${what.startWallMs}-${what.endWallMs}`}`;
