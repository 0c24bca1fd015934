import { failed, ok, type Result } from '../../base/result.ts';
import type { CalendarParty, ChangedAppointment } from '../../contract/store-calendar.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Appointment } from '../../domain/scheduling/appointment.ts';
import type { CalendarRules } from '../../domain/scheduling/calendar-rules.ts';
import {
  type Book,
  cancelAppointment,
  commitHold,
  type Decided,
  findAppointment,
  holdSlot,
  letGo,
  slotsFor,
} from '../../domain/scheduling/keep-book.ts';
import type { TimeSlot } from '../../domain/scheduling/time-slot.ts';
import type { Database } from '../sqlite/database.ts';
import { keepEntry } from './appointment-rows.ts';
import { readBook, readEntry } from './read-book.ts';

type ForParty = { party: CalendarParty };
type InTime = ForParty & { notAfterWallMs: number };
type Ids = { appointmentId: string };

/** A hold that nobody confirmed in time is written down as gone before anything is given: what stands in the table stands. */
function endHolds(database: Database, nowWallMs: number): void {
  database
    .prepare(
      `UPDATE appointments SET state = 'cancelled', held_until_wall_ms = NULL
       WHERE state = 'held' AND held_until_wall_ms <= ?`,
    )
    .run(nowWallMs);
}

/** Looks at the book, decides and writes, all in one transaction: nobody comes in between. */
function decideInBook(
  database: Database,
  { party, notAfterWallMs }: InTime,
  decision: { nowWallMs: number; named?: readonly (string | null)[]; decide: (book: Book) => Decided },
): Decided {
  const { nowWallMs, named, decide } = decision;
  if (nowWallMs > notAfterWallMs)
    return { answer: failed({ kind: 'calendar-unavailable', detail: 'it was asked too long ago' }), changed: [] };
  return database.transaction(() => {
    endHolds(database, nowWallMs);
    const decided = decide(readBook(database, party, { nowWallMs, named: named ?? [] }));
    for (const appointment of decided.changed) keepEntry(database, { ...appointment, line: party.line });
    forgetDeleted(database, nowWallMs);
    return decided;
  });
}

/** The number of the next fact of that call; null for a call that nobody knows (any more). */
function nextSeqOf(database: Database, callId: string): number | null {
  const last = database.prepare('SELECT max(seq) AS seq FROM facts WHERE call_id = ?').get(callId)?.['seq'];
  return typeof last === 'number' ? last + 1 : null;
}

const asChanged = (database: Database, appointment: Appointment): ChangedAppointment => ({
  appointment,
  nextSeq: nextSeqOf(database, appointment.callId),
});

export type Query = ForParty & { rules: CalendarRules; fromWallMs: number; toWallMs: number; most: number };

export const freeInBook = (database: Database, query: Query, nowWallMs: number): TimeSlot[] =>
  slotsFor(readBook(database, query.party, { nowWallMs }), { ...query, nowWallMs });

export const findInBook = (database: Database, { party }: ForParty, nowWallMs: number): Appointment | null =>
  findAppointment(readBook(database, party, { nowWallMs }), party, nowWallMs);

export type Hold = InTime & { rules: CalendarRules; slot: TimeSlot; leadName: string };

export function holdInBook(database: Database, wish: Hold, nowWallMs: number): Result<Appointment, Failure> {
  const { callId } = wish.party;
  const decide = (book: Book) => {
    // None is ever removed while its call goes on.
    const count = database.prepare('SELECT count(*) AS n FROM appointments WHERE call_id = ?').get(callId);
    const appointmentId = `${callId}-${Number(count?.['n'] ?? 0) + 1}`;
    return holdSlot(book, { ...wish, appointmentId, nowWallMs });
  };
  return decideInBook(database, wish, { nowWallMs, decide }).answer;
}

type Committed = { appointment: Appointment; replaced: ChangedAppointment | null };

export function commitInBook(
  database: Database,
  wish: InTime & Ids & { replaces: string | null },
  nowWallMs: number,
): Result<Committed, Failure> {
  const { answer, changed } = decideInBook(database, wish, {
    nowWallMs,
    named: [wish.appointmentId, wish.replaces],
    decide: (book) => commitHold(book, { ...wish, nowWallMs }),
  });
  if (!answer.ok) return answer;
  const replaced = changed.find(({ state }) => state === 'cancelled');
  return ok({ appointment: answer.value, replaced: replaced ? asChanged(database, replaced) : null });
}

export function cancelInBook(
  database: Database,
  wish: InTime & Ids,
  nowWallMs: number,
): Result<ChangedAppointment, Failure> {
  const named = [wish.appointmentId];
  const decide = (book: Book) => cancelAppointment(book, wish);
  const { answer } = decideInBook(database, wish, { nowWallMs, named, decide });
  return answer.ok ? ok(asChanged(database, answer.value)) : answer;
}

/** For the person at the desk, who may cancel anything. One that is gone already is answered as cancelled. */
export function strikeFromBook(
  database: Database,
  { appointmentId }: Ids,
  nowWallMs: number,
): Result<ChangedAppointment, Failure> {
  const entry = readEntry(database, appointmentId);
  if (!entry) return failed({ kind: 'not-found', what: 'The appointment' });
  return cancelInBook(database, { party: entry, appointmentId, notAfterWallMs: nowWallMs }, nowWallMs);
}

/** Answers whether the call held anything. */
export function letGoInBook(database: Database, callId: string): boolean {
  return database.transaction(() => {
    const held = database
      .prepare("SELECT appointment_id FROM appointments WHERE call_id = ? AND state = 'held'")
      .all(callId)
      .flatMap((row) => readEntry(database, String(row['appointment_id'])) ?? []);
    const gone = letGo({ appointments: held, busy: [] }, callId);
    for (const appointment of gone) keepEntry(database, { ...appointment, line: held[0]!.line });
    return gone.length > 0;
  });
}

/** A call was deleted: what is left of it here goes too, but for a visit that is still to come. */
export function forgetInBook(database: Database, callId: string, nowWallMs: number): void {
  database.prepare(`DELETE FROM appointments WHERE call_id = ? AND NOT ${TO_COME}`).run(callId, nowWallMs);
}
const TO_COME = "(line = 'telephone' AND state = 'booked' AND end_wall_ms > ?)";

/** Visits that outlived the deletion of their call go once they are over, or off. */
export function forgetDeleted(database: Database, nowWallMs: number): void {
  database
    .prepare(`DELETE FROM appointments WHERE call_id IN (SELECT call_id FROM deleted_calls) AND NOT ${TO_COME}`)
    .run(nowWallMs);
}
