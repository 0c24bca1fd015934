import { CalendarEntry } from '../../domain/scheduling/calendar-page.ts';
import { BusyTime } from '../../domain/scheduling/busy-time.ts';
import type { Database, Row } from '../sqlite/database.ts';

/** A row of `appointments`; undefined for one that no version of ours wrote. */
export function entryOfRow(row: Row): CalendarEntry | undefined {
  const parsed = CalendarEntry.safeParse({
    appointmentId: row['appointment_id'],
    callId: row['call_id'],
    line: row['line'],
    slot: { startWallMs: row['start_wall_ms'], endWallMs: row['end_wall_ms'] },
    state: row['state'],
    heldUntilWallMs: row['held_until_wall_ms'],
    leadName: row['lead_name'],
    number: row['number'],
  });
  return parsed.success ? parsed.data : undefined;
}

/** A row of `busy_times`; undefined for one that no version of ours wrote. */
export function busyOfRow(row: Row): BusyTime | undefined {
  const parsed = BusyTime.safeParse({
    busyId: row['busy_id'],
    slot: { startWallMs: row['start_wall_ms'], endWallMs: row['end_wall_ms'] },
    note: row['note'],
  });
  return parsed.success ? parsed.data : undefined;
}

/** Adds an appointment, or what became of it. Throws where somebody has the time. */
export function keepEntry(database: Database, entry: CalendarEntry): void {
  database
    .prepare(
      `INSERT INTO appointments
         (appointment_id, call_id, line, start_wall_ms, end_wall_ms, state, held_until_wall_ms, lead_name, number)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (appointment_id) DO UPDATE SET
         state = excluded.state, held_until_wall_ms = excluded.held_until_wall_ms`,
    )
    .run(
      entry.appointmentId,
      entry.callId,
      entry.line,
      entry.slot.startWallMs,
      entry.slot.endWallMs,
      entry.state,
      entry.heldUntilWallMs,
      entry.leadName,
      entry.number,
    );
}

export function keepBusy(database: Database, { busyId, slot, note }: BusyTime): void {
  database
    .prepare(
      `INSERT INTO busy_times (busy_id, start_wall_ms, end_wall_ms, note) VALUES (?, ?, ?, ?)
       ON CONFLICT (busy_id) DO UPDATE SET note = excluded.note`,
    )
    .run(busyId, slot.startWallMs, slot.endWallMs, note);
}
