import type { Database } from '../sqlite/database.ts';

export type RecordingNote = { callId: string; file: string };

/** A recording has begun, or goes on after its end. */
export function noteRecordingBegun(database: Database, { callId, file }: RecordingNote): void {
  database
    .prepare('INSERT INTO recordings (call_id, file) VALUES (?, ?) ON CONFLICT (call_id) DO UPDATE SET finished = 0')
    .run(callId, file);
}

/** A recording is whole on the disk. */
export function noteRecordingFinished(database: Database, { callId, file }: RecordingNote, durationMs: number): void {
  database
    .prepare(
      `INSERT INTO recordings (call_id, file, duration_ms, finished) VALUES (?, ?, ?, 1)
       ON CONFLICT (call_id) DO UPDATE SET duration_ms = excluded.duration_ms, finished = 1`,
    )
    .run(callId, file, durationMs);
}

/** The calls whose recordings are known to be whole. */
export const finishedRecordings = (database: Database): ReadonlySet<string> =>
  new Set(
    database
      .prepare('SELECT call_id FROM recordings WHERE finished = 1')
      .all()
      .map((row) => String(row['call_id'])),
  );
