import type { CalendarParty } from '../../contract/store-calendar.ts';
import type { CalendarEntry, CalendarPage } from '../../domain/scheduling/calendar-page.ts';
import type { Book } from '../../domain/scheduling/keep-book.ts';
import type { Database } from '../sqlite/database.ts';
import { busyOfRow, entryOfRow } from './appointment-rows.ts';

/** An appointment, whatever became of it; undefined for one that nobody made. */
export function readEntry(database: Database, appointmentId: string): CalendarEntry | undefined {
  const row = database.prepare('SELECT * FROM appointments WHERE appointment_id = ?').get(appointmentId);
  return row && entryOfRow(row);
}

/** What stands, and when the desk is busy, as far as they reach into the span. A hold that has ended does not stand. */
export function readPage(
  database: Database,
  { fromWallMs, toWallMs, nowWallMs }: { fromWallMs: number; toWallMs: number; nowWallMs: number },
): CalendarPage {
  const appointments = database
    .prepare(
      `SELECT * FROM appointments
       WHERE end_wall_ms > ? AND start_wall_ms < ?
         AND (state = 'booked' OR (state = 'held' AND held_until_wall_ms > ?))
       ORDER BY start_wall_ms, appointment_id`,
    )
    .all(fromWallMs, toWallMs, nowWallMs);
  const busy = database
    .prepare('SELECT * FROM busy_times WHERE end_wall_ms > ? AND start_wall_ms < ? ORDER BY start_wall_ms, busy_id')
    .all(fromWallMs, toWallMs);
  return {
    appointments: appointments.flatMap((row) => entryOfRow(row) ?? []),
    busy: busy.flatMap((row) => busyOfRow(row) ?? []),
  };
}

/** Longer than any buffer: a visit that is just over still takes the way back. */
const LOOK_BACK_MS = 24 * 3_600_000;

/**
 * The book as it matters to this call: what stands and is not long over, and the appointments that are named, whatever became
 * of them. A practice call sees none but its own.
 */
export function readBook(
  database: Database,
  party: CalendarParty,
  { nowWallMs, named = [] }: { nowWallMs: number; named?: readonly (string | null)[] },
): Book {
  const { appointments, busy } = readPage(database, {
    fromWallMs: nowWallMs - LOOK_BACK_MS,
    toWallMs: Number.MAX_SAFE_INTEGER,
    nowWallMs,
  });
  const known = new Set(appointments.map(({ appointmentId }) => appointmentId));
  const others = named.flatMap((id) => (id === null || known.has(id) ? [] : (readEntry(database, id) ?? [])));
  return {
    appointments: [...appointments, ...others]
      .filter(({ line, callId }) => line === party.line && (line === 'telephone' || callId === party.callId))
      .map(({ line: _line, ...appointment }) => appointment),
    busy: busy.map(({ slot }) => slot),
  };
}
