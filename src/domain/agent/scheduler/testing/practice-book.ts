import type { Random } from '../../../../base/random.ts';
import { failed, ok } from '../../../../base/result.ts';
import type { Failure } from '../../../failure.ts';
import type { Appointment } from '../../../scheduling/appointment.ts';
import type { CalendarRules } from '../../../scheduling/calendar-rules.ts';
import { freeSlots } from '../../../scheduling/free-slots.ts';
import {
  type Book,
  cancelAppointment,
  commitHold,
  type Decided,
  findAppointment,
  holdSlot,
  type Party,
  slotsFor,
} from '../../../scheduling/keep-book.ts';
import type { TimeSlot } from '../../../scheduling/time-slot.ts';
import type { ToolRequest, ToolResult } from '../../tool.ts';

/** How the calendar fails: before it has done anything, or with its answer lost when it has. */
export type CalendarFault = 'none' | 'refuses' | 'loses-answer';

const DOWN: Failure = { kind: 'calendar-unavailable', detail: 'it does not answer' };
const DAY_MS = 86_400_000;

/** The rules of the desk's calendar with a book in memory, shared by all calls of a world. */
export function createPracticeBook(rules: CalendarRules, start: { nowWallMs: number; random: Random }) {
  let book: Book = { appointments: [], busy: [] };
  let made = 0;
  const slots = slotsOf(rules, start.nowWallMs);
  const put = ({ answer, changed }: Decided) => {
    const ids = new Set(changed.map(({ appointmentId }) => appointmentId));
    book = { ...book, appointments: [...book.appointments.filter((one) => !ids.has(one.appointmentId)), ...changed] };
    return answer;
  };
  const answer = (request: ToolRequest, party: Party, nowWallMs: number): ToolResult => {
    switch (request.tool) {
      case 'free': {
        const { fromWallMs, toWallMs, most } = request;
        const taken = book.busy.length > 0 ? [] : slots;
        const others = book.appointments.filter((one) => one.callId !== party.callId && one.number !== party.number);
        const own = book.appointments.filter((one) => one.state === 'booked' && !others.includes(one));
        const free = taken.filter(
          (slot) =>
            slot.startWallMs >= Math.max(fromWallMs, nowWallMs + rules.leadMinutes * 60_000) &&
            slot.startWallMs < toWallMs &&
            !others.some((one) => keeps(one, nowWallMs) && meets(one.slot, slot)) &&
            !own.some((one) => one.slot.startWallMs === slot.startWallMs),
        );
        return { tool: 'free', answer: ok(free.slice(0, most)) };
      }
      case 'find':
        return { tool: 'find', answer: ok(findAppointment(book, party, nowWallMs)) };
      case 'hold':
        return {
          tool: 'hold',
          answer: put(
            holdSlot(book, { party, slot: request.slot, leadName: '', rules, appointmentId: `a${++made}`, nowWallMs }),
          ),
        };
      case 'commit':
        return { tool: 'commit', answer: put(commitHold(book, { party, ...request, nowWallMs })) };
      case 'cancel':
        return { tool: 'cancel', answer: put(cancelAppointment(book, { party, ...request })) };
    }
  };
  return {
    /** Asks the calendar; `refused` results leave the book as it was. */
    ask(request: ToolRequest, at: { party: Party; nowWallMs: number; fault: CalendarFault }): ToolResult {
      const down = { tool: request.tool, answer: failed(DOWN) } as ToolResult;
      if (at.fault === 'refuses') return down;
      const done = answer(request, at.party, at.nowWallMs);
      return at.fault === 'loses-answer' ? down : done;
    },
    /** Somebody else takes a slot, by another way than a call. */
    take(slot: TimeSlot) {
      const appointment: Appointment = {
        appointmentId: `a${++made}`,
        callId: `desk-${made}`,
        slot,
        state: 'booked',
        heldUntilWallMs: null,
        leadName: '',
        number: null,
      };
      if (!book.appointments.some((one) => keeps(one, start.nowWallMs) && meets(one.slot, slot)))
        book = { ...book, appointments: [...book.appointments, appointment] };
    },
    /** An appointment of this party from an earlier call. */
    booked(party: Party, slot: TimeSlot) {
      const held = put(
        holdSlot(book, { party, slot, leadName: '', rules, appointmentId: `a${++made}`, nowWallMs: start.nowWallMs }),
      );
      if (held.ok)
        put(
          commitHold(book, {
            party,
            appointmentId: held.value.appointmentId,
            replaces: null,
            nowWallMs: start.nowWallMs,
          }),
        );
    },
    fill() {
      book = { ...book, busy: [{ startWallMs: start.nowWallMs, endWallMs: start.nowWallMs + 120 * DAY_MS }] };
    },
    slots,
    slotsFor,
    get appointments() {
      return book.appointments;
    },
  };
}
export type PracticeBook = ReturnType<typeof createPracticeBook>;

const keeps = ({ state, heldUntilWallMs }: Appointment, nowWallMs: number): boolean =>
  state === 'booked' || (state === 'held' && (heldUntilWallMs ?? 0) > nowWallMs);
const meets = (one: TimeSlot, other: TimeSlot): boolean =>
  one.startWallMs < other.endWallMs && other.startWallMs < one.endWallMs;

const known = new Map<string, TimeSlot[]>();
function slotsOf(rules: CalendarRules, nowWallMs: number): TimeSlot[] {
  const key = `${rules.timeZone} ${nowWallMs}`;
  const before = known.get(key);
  if (before) return before;
  const all = freeSlots(
    rules,
    { visits: [], busy: [] },
    { fromWallMs: nowWallMs, toWallMs: nowWallMs + 30 * DAY_MS, most: 2_000, nowWallMs },
  );
  known.set(key, all);
  return all;
}
