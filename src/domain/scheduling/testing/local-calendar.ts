import { ok } from '../../../base/result.ts';
import type { Appointment } from '../appointment.ts';
import type { Calendar } from '../calendar.ts';
import type { CalendarRules } from '../calendar-rules.ts';
import {
  type Book,
  cancelAppointment,
  commitHold,
  type Decided,
  findAppointment,
  holdSlot,
  letGo,
  type Party,
  slotsFor,
} from '../keep-book.ts';
import { USUAL_HOURS } from '../office-hours.ts';
import type { TimeSlot } from '../time-slot.ts';

export const sampleRules: CalendarRules = {
  timeZone: 'America/Chicago',
  hours: USUAL_HOURS,
  visitMinutes: 60,
  leadMinutes: 120,
  bufferMinutes: 0,
};

/** The book of the desk in memory, kept by the same decisions as the one in the store. */
export type LocalBook = {
  /** All that was ever in it, those that are cancelled too. */
  appointments(): readonly Appointment[];
  busy: TimeSlot[];
  /** The calendar of one call. */
  of(party: Party): Calendar;
  /** The call is over. */
  endCall(callId: string): void;
};

export function createLocalBook({ rules, now }: { rules: CalendarRules; now: () => number }): LocalBook {
  const kept = new Map<string, Appointment>();
  const busy: TimeSlot[] = [];
  let ids = 0;
  const book = (): Book => ({ appointments: [...kept.values()], busy });
  const keep = (changed: readonly Appointment[]) => {
    for (const one of changed) kept.set(one.appointmentId, one);
  };
  const done = ({ answer, changed }: Decided) => {
    keep(changed);
    return Promise.resolve(answer);
  };
  return {
    appointments: () => [...kept.values()],
    busy,
    of: (party) => ({
      free: (query) => Promise.resolve(ok(slotsFor(book(), { ...query, party, rules, nowWallMs: now() }))),
      hold: ({ slot, leadName }) =>
        done(
          holdSlot(book(), { party, slot, leadName, rules, appointmentId: `appointment-${++ids}`, nowWallMs: now() }),
        ),
      commit: ({ appointmentId, replaces }) =>
        done(commitHold(book(), { party, appointmentId, replaces, nowWallMs: now() })),
      cancel: ({ appointmentId }) => done(cancelAppointment(book(), { party, appointmentId })),
      find: () => Promise.resolve(ok(findAppointment(book(), party, now()))),
    }),
    endCall: (callId) => keep(letGo(book(), callId)),
  };
}
