import { copyFileSync, existsSync } from 'node:fs';
import type { RecordedFact } from '../../domain/record/call-fact.ts';
import type { CalendarPage } from '../../domain/scheduling/calendar-page.ts';
import { salvageCalendar } from '../calendar/salvage-calendar.ts';
import { DatabaseError, type Database, type Driver, type Row } from '../sqlite/database.ts';
import { isWantOfRoom } from '../disk-failure.ts';
import { databaseTrouble } from '../sqlite/database-trouble.ts';
import { factOfRow } from './read-record.ts';
import { removeDatabase } from './set-aside.ts';

const PAGE = 64;

/** Walks the facts from one end until the damage stops it, and then in single steps as close to it as it gets. */
function walk(database: Database, direction: 'ASC' | 'DESC', visit: (row: Row) => void): void {
  const after = direction === 'ASC' ? '>' : '<';
  const step = database.prepare(
    `SELECT * FROM facts WHERE (call_id, seq) ${after} (?, ?) ORDER BY call_id ${direction}, seq ${direction} LIMIT ?`,
  );
  // No call's id is before '' or after the last character there is.
  let at: [string, number] = direction === 'ASC' ? ['', -1] : ['\u{10FFFF}', Number.MAX_SAFE_INTEGER];
  for (let size = PAGE; size > 0;) {
    try {
      const rows = step.all(...at, size);
      const last = rows.at(-1);
      if (!last) return;
      rows.forEach(visit);
      at = [String(last['call_id']), Number(last['seq'])];
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      size = size === PAGE ? 1 : 0;
    }
  }
}

/** The calls that were deleted; none where that cannot be read, or an older version wrote the file. */
function readDeleted(database: Database): string[] {
  try {
    return database
      .prepare('SELECT call_id FROM deleted_calls')
      .all()
      .map((row) => String(row['call_id']));
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return [];
  }
}

export type Salvage = { facts: RecordedFact[]; deleted: string[]; calendar: CalendarPage };

/**
 * Reads what can still be read of a damaged database, working on a copy so that the original stays as it is.
 * The end of a call that the store itself had written is left out: it will be written anew. Throws where there is no room
 * for the copy: then there will be another time, and the facts are still there.
 */
export function salvageFacts(driver: Driver, damaged: string): Salvage {
  const copy = `${damaged}.salvage`;
  const found = new Map<string, RecordedFact>();
  const keep = (row: Row) => {
    const fact = row['by_store'] === 1 ? undefined : factOfRow(row);
    if (fact) found.set(`${fact.callId}\n${fact.seq}`, fact);
  };
  let deleted: string[] = [];
  let calendar: CalendarPage = { appointments: [], busy: [] };
  let database: Database | undefined;
  try {
    removeDatabase(copy);
    for (const side of ['', '-wal']) if (existsSync(damaged + side)) copyFileSync(damaged + side, copy + side);
    database = driver.open(copy);
    deleted = readDeleted(database);
    walk(database, 'ASC', keep);
    walk(database, 'DESC', keep);
    calendar = salvageCalendar(database, [...found.values()]);
  } catch (error) {
    // Of what cannot be read, the file set aside is all that is left.
    if (isWantOfRoom(error) || databaseTrouble(error, copy)?.kind === 'disk-full') throw error;
  } finally {
    closeQuietly(database);
    removeDatabase(copy);
  }
  const facts = [...found.values()].sort((a, b) =>
    a.callId === b.callId ? a.seq - b.seq : a.callId < b.callId ? -1 : 1,
  );
  return { facts, deleted, calendar };
}

/** Closing writes the log back, which a damaged file or a full disk may refuse. */
export function closeQuietly(database: Database | undefined): void {
  try {
    database?.close();
  } catch {
    // It is given up anyway.
  }
}
