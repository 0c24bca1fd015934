import type { Migration } from './migration.ts';

/**
 * The desk's calendar. An appointment hangs on no call: it stays when the call is deleted, and may be there before the
 * call's first fact is. A practice call has a book of its own. That nobody is given what somebody has is checked before
 * anything is written; the triggers make it true whatever writes. What the same lead holds to move a visit to may
 * overlap that visit until it takes its place.
 */
export const calendar: Migration = {
  version: 5,
  name: 'calendar',
  up(database) {
    const taken = `
      WHEN new.state <> 'cancelled' AND EXISTS (
        SELECT 1 FROM appointments AS other
        WHERE other.state <> 'cancelled' AND other.appointment_id <> new.appointment_id
          AND other.start_wall_ms < new.end_wall_ms AND new.start_wall_ms < other.end_wall_ms
          AND other.line = new.line AND (new.line = 'telephone' OR other.call_id = new.call_id)
          AND NOT (
            (new.state = 'held' OR other.state = 'held')
            AND (other.call_id = new.call_id OR coalesce(other.number = new.number, 0))
          )
      )
      BEGIN SELECT raise(ABORT, 'somebody has this time'); END;`;
    database.exec(`
      CREATE TABLE appointments (
        appointment_id TEXT PRIMARY KEY,
        call_id TEXT NOT NULL,
        line TEXT NOT NULL CHECK (line IN ('practice', 'telephone')),
        start_wall_ms INTEGER NOT NULL,
        end_wall_ms INTEGER NOT NULL CHECK (start_wall_ms < end_wall_ms),
        state TEXT NOT NULL CHECK (state IN ('held', 'booked', 'cancelled')),
        held_until_wall_ms INTEGER CHECK ((state = 'held') = (held_until_wall_ms IS NOT NULL)),
        lead_name TEXT NOT NULL,
        number TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX appointments_by_end ON appointments (end_wall_ms);
      CREATE INDEX appointments_by_call ON appointments (call_id);
      CREATE TRIGGER appointment_added BEFORE INSERT ON appointments ${taken}
      CREATE TRIGGER appointment_changed BEFORE UPDATE ON appointments ${taken}
      CREATE TABLE busy_times (
        busy_id TEXT PRIMARY KEY,
        start_wall_ms INTEGER NOT NULL,
        end_wall_ms INTEGER NOT NULL CHECK (start_wall_ms < end_wall_ms),
        note TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX busy_times_by_end ON busy_times (end_wall_ms);
    `);
  },
};
