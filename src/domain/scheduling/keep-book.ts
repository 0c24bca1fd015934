import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { Appointment } from './appointment.ts';
import type { CalendarRules } from './calendar-rules.ts';
import { type FreeQuery, freeSlots, hasSlot, isOffered, isUntaken, type Taken } from './free-slots.ts';
import { sameSlot, type TimeSlot } from './time-slot.ts';

/** A hold that nobody confirms is over after this. */
export const HOLD_MS = 10 * 60_000;

/** For whom something is asked: the call, and the number that the lead is known by from one call to the next. */
export type Party = { callId: string; number: string | null };

/** What is in the book, as far as it matters to a wish. Those that are cancelled or whose hold is over may be in it. */
export type Book = { appointments: readonly Appointment[]; busy: readonly TimeSlot[] };

/**
 * What the book answers, and the appointments that become other ones by that, in the order in which they change. The
 * book itself is the memory of what was answered: a wish that was granted finds that it is, and changes nothing. So
 * who asks twice is answered the same for as long as it is true.
 */
export type Decided = { answer: Result<Appointment, Failure>; changed: readonly Appointment[] };

const unchanged = (answer: Result<Appointment, Failure>): Decided => ({ answer, changed: [] });
const taken = unchanged(failed({ kind: 'slot-taken' }));
const unknown = unchanged(failed({ kind: 'not-found', what: 'The appointment' }));

const cancelled = (appointment: Appointment): Appointment => ({
  ...appointment,
  state: 'cancelled',
  heldUntilWallMs: null,
});

const isOf = ({ callId, number }: Appointment, party: Party): boolean =>
  callId === party.callId || (number !== null && number === party.number);

/** Who asks may have what they have already: they hold one slot only, and move a visit to a time close by. */
const takenForOthers = ({ appointments, busy }: Book, party: Party, nowWallMs: number): Taken => ({
  visits: appointments.filter((one) => hasSlot(one, nowWallMs) && !isOf(one, party)).map(({ slot }) => slot),
  busy,
});

/** Slots that this caller can have. The one that they have is not among them. */
export function slotsFor(
  book: Book,
  query: FreeQuery & { party: Party; rules: CalendarRules; nowWallMs: number },
): TimeSlot[] {
  const { party, rules, nowWallMs, most } = query;
  const own = book.appointments.filter((one) => one.state === 'booked' && isOf(one, party));
  return freeSlots(rules, takenForOthers(book, party, nowWallMs), { ...query, most: most + own.length })
    .filter((slot) => !own.some((one) => sameSlot(one.slot, slot)))
    .slice(0, most);
}

export type HoldWish = {
  party: Party;
  slot: TimeSlot;
  leadName: string;
  rules: CalendarRules;
  /** The name of the appointment that comes of it. */
  appointmentId: string;
  nowWallMs: number;
};

/** Keeps a slot for the call, and lets go of the one that it held before. */
export function holdSlot(book: Book, wish: HoldWish): Decided {
  const { party, slot, leadName, rules, appointmentId, nowWallMs } = wish;
  const ofCall = book.appointments.filter((one) => one.callId === party.callId && hasSlot(one, nowWallMs));
  const has = ofCall.find((one) => sameSlot(one.slot, slot));
  if (has) return unchanged(ok(has));
  const free = isOffered(slot, rules, nowWallMs) && isUntaken(slot, takenForOthers(book, party, nowWallMs), rules);
  if (!free) return taken;
  const held: Appointment = {
    appointmentId,
    callId: party.callId,
    slot,
    state: 'held',
    heldUntilWallMs: nowWallMs + HOLD_MS,
    leadName,
    number: party.number,
  };
  return { answer: ok(held), changed: [...ofCall.filter(({ state }) => state === 'held').map(cancelled), held] };
}

export type CommitWish = { party: Party; appointmentId: string; replaces: string | null; nowWallMs: number };

/** Makes a hold of this call an appointment. A hold that has ended is `slot-taken`, also where nobody has the slot yet. */
export function commitHold(book: Book, { party, appointmentId, replaces, nowWallMs }: CommitWish): Decided {
  const held = book.appointments.find((one) => one.appointmentId === appointmentId && one.callId === party.callId);
  if (!held || !hasSlot(held, nowWallMs)) return taken;
  if (held.state === 'booked') return unchanged(ok(held));
  const replaced = book.appointments.find((one) => one.appointmentId === replaces);
  if (replaces !== null && (!replaced || !isOf(replaced, party))) return unknown;
  const visits = book.appointments
    .filter((one) => one !== held && one !== replaced && hasSlot(one, nowWallMs))
    .map(({ slot }) => slot);
  const isOver = held.slot.startWallMs <= nowWallMs;
  if (isOver || !isUntaken(held.slot, { visits, busy: [] }, { bufferMinutes: 0 })) return taken;
  const booked: Appointment = { ...held, state: 'booked', heldUntilWallMs: null };
  const gone = replaced && replaced !== held && replaced.state !== 'cancelled' ? [cancelled(replaced)] : [];
  return { answer: ok(booked), changed: [...gone, booked] };
}

/** Lets go of a hold, or cancels an appointment, of whoever asks. */
export function cancelAppointment(
  book: Book,
  { party, appointmentId }: { party: Party; appointmentId: string },
): Decided {
  const known = book.appointments.find((one) => one.appointmentId === appointmentId);
  if (!known || !isOf(known, party)) return unknown;
  if (known.state === 'cancelled') return unchanged(ok(known));
  const gone = cancelled(known);
  return { answer: ok(gone), changed: [gone] };
}

/** The next visit of this caller that is booked and not over; null where there is none. */
export function findAppointment({ appointments }: Book, party: Party, nowWallMs: number): Appointment | null {
  const coming = appointments
    .filter((one) => one.state === 'booked' && one.slot.endWallMs > nowWallMs && isOf(one, party))
    .sort((a, b) => a.slot.startWallMs - b.slot.startWallMs);
  return coming[0] ?? null;
}

/** A call is over: what it held and did not confirm is let go. */
export const letGo = ({ appointments }: Book, callId: string): Appointment[] =>
  appointments.filter((one) => one.callId === callId && one.state === 'held').map(cancelled);
