import { failed, ok } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { wallMsOf } from '../../domain/practice/local-time.ts';
import { DEFAULT_MOMENT, type ScenarioCalendar } from '../../domain/practice/scenario-setting.ts';
import type { Appointment } from '../../domain/scheduling/appointment.ts';
import type { Calendar } from '../../domain/scheduling/calendar.ts';
import type { CalendarRules } from '../../domain/scheduling/calendar-rules.ts';
import {
  cancelAppointment,
  commitHold,
  type Decided,
  findAppointment,
  holdSlot,
  letGo,
  slotsFor,
} from '../../domain/scheduling/keep-book.ts';
import { USUAL_HOURS } from '../../domain/scheduling/office-hours.ts';
import type { TimeSlot } from '../../domain/scheduling/time-slot.ts';

/** As they are before anybody has set anything. */
const RULES: CalendarRules = {
  timeZone: DEFAULT_MOMENT.timeZone,
  hours: USUAL_HOURS,
  visitMinutes: 60,
  leadMinutes: 120,
  bufferMinutes: 0,
};
export const VISIT_MINUTES = RULES.visitMinutes;

/** A book that is kept by the rules of the desk's own calendar, with what the scenario says is in it. */
export type ScenarioBook = {
  calendar: Calendar;
  /** The call is over: what it held is let go. */
  endCall(): void;
  /** What the book has of the call in the end: its visit, or else the last that it called off. What was only held is none. */
  ofCall(): Appointment | null;
};

export function createScenarioBook(
  { taken = [], snatched = 0, away }: ScenarioCalendar,
  call: { callId: string; now: () => number },
): ScenarioBook {
  const { callId, now } = call;
  const kept = new Map<string, Appointment>();
  const everBooked = new Set<string>();
  const party = { callId, number: null };
  let ids = 0;
  let toSnatch = snatched;
  const book = () => ({ appointments: [...kept.values()], busy: [] });
  const keep = (changed: readonly Appointment[]) => {
    for (const one of changed) {
      kept.delete(one.appointmentId);
      kept.set(one.appointmentId, one);
      if (one.state === 'booked') everBooked.add(one.appointmentId);
    }
  };
  const newId = () => `appointment-${++ids}`;
  const giveAway = (slot: TimeSlot) => {
    const appointmentId = newId();
    const somebody = { appointmentId, callId: `other-${appointmentId}`, leadName: '', number: null };
    keep([{ ...somebody, slot, state: 'booked', heldUntilWallMs: null }]);
  };
  const answered = ({ answer, changed }: Decided) => {
    keep(changed);
    return answer;
  };
  const unlessAway = <Value>(ask: () => Value) =>
    Promise.resolve(away ? failed<Failure>({ kind: 'calendar-unavailable', detail: 'it is away' }) : ask());

  for (const local of taken) {
    const startWallMs = wallMsOf(local, RULES.timeZone);
    giveAway({ startWallMs, endWallMs: startWallMs + RULES.visitMinutes * 60_000 });
  }
  return {
    calendar: {
      free: (query) => unlessAway(() => ok(slotsFor(book(), { ...query, party, rules: RULES, nowWallMs: now() }))),
      hold: ({ slot, leadName }) =>
        unlessAway(() => {
          if (toSnatch-- > 0) giveAway(slot);
          const wish = { party, slot, leadName, rules: RULES, appointmentId: newId(), nowWallMs: now() };
          return answered(holdSlot(book(), wish));
        }),
      commit: ({ appointmentId, replaces }) =>
        unlessAway(() => answered(commitHold(book(), { party, appointmentId, replaces, nowWallMs: now() }))),
      cancel: ({ appointmentId }) => unlessAway(() => answered(cancelAppointment(book(), { party, appointmentId }))),
      find: () => unlessAway(() => ok(findAppointment(book(), party, now()))),
    },
    endCall: () => keep(letGo(book(), callId)),
    ofCall() {
      const own = book().appointments.filter((one) => one.callId === callId && everBooked.has(one.appointmentId));
      return own.findLast(({ state }) => state === 'booked') ?? own.at(-1) ?? null;
    },
  };
}
