import type { LineName } from '../../domain/call/call-id.ts';
import type { RecordedFact } from '../../domain/record/call-fact.ts';
import type { CalendarEntry, CalendarPage } from '../../domain/scheduling/calendar-page.ts';
import { type Database, DatabaseError, type Row } from '../sqlite/database.ts';
import { busyOfRow, entryOfRow, keepBusy, keepEntry } from './appointment-rows.ts';

/** All rows of a table, or those before the damage; none where an older version wrote the file. */
function rowsUntilDamage(database: Database, table: 'appointments' | 'busy_times', id: string): Row[] {
  const rows: Row[] = [];
  try {
    const step = database.prepare(`SELECT * FROM ${table} WHERE ${id} > ? ORDER BY ${id} LIMIT 1`);
    for (let row = step.get(''); row; row = step.get(String(row[id]))) rows.push(row);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
  }
  return rows;
}

/** Appointments as the calls tell of them, in the state in which they were told last. */
function appointmentsTold(facts: readonly RecordedFact[]): CalendarEntry[] {
  const lines = new Map<string, LineName>();
  const told = new Map<string, CalendarEntry>();
  for (const { callId, fact } of [...facts].sort((a, b) => a.atWallMs - b.atWallMs)) {
    if (fact.type === 'callRequested') lines.set(callId, fact.line);
    if (!('appointment' in fact)) continue;
    const line = lines.get(fact.appointment.callId) ?? lines.get(callId);
    if (line) told.set(fact.appointment.appointmentId, { ...fact.appointment, line });
  }
  return [...told.values()];
}

/** What can still be read of the calendar of a damaged database, and what the rescued facts say beyond that. */
export function salvageCalendar(damaged: Database, facts: readonly RecordedFact[]): CalendarPage {
  const found = new Map(appointmentsTold(facts).map((entry) => [entry.appointmentId, entry]));
  for (const row of rowsUntilDamage(damaged, 'appointments', 'appointment_id')) {
    const entry = entryOfRow(row);
    if (entry) found.set(entry.appointmentId, entry);
  }
  const busy = rowsUntilDamage(damaged, 'busy_times', 'busy_id').flatMap((row) => busyOfRow(row) ?? []);
  return { appointments: [...found.values()], busy };
}

/** Writes it into a new database. Of two that say they have the same time, the one that is booked has it. */
export function fillCalendar(database: Database, { appointments, busy }: CalendarPage): void {
  for (const one of busy) keepBusy(database, one);
  // What was held when the records broke has not been confirmed since.
  for (const entry of appointments)
    if (entry.state === 'booked') keepUnlessTaken(database, entry);
    else keepEntry(database, { ...entry, state: 'cancelled', heldUntilWallMs: null });
}

function keepUnlessTaken(database: Database, entry: CalendarEntry): void {
  try {
    keepEntry(database, entry);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== 'SQLITE_CONSTRAINT') throw error;
  }
}
