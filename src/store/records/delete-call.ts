import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Database } from '../sqlite/database.ts';

/** Whether a call may be deleted: it must be known, by its facts or its sound, and over. */
export function mayDelete(database: Database, callId: string): Result<null, Failure> {
  const call = database.prepare('SELECT end_reason FROM calls WHERE call_id = ?').get(callId);
  const sound = database.prepare('SELECT file FROM recordings WHERE call_id = ?').get(callId);
  if (!call && !sound) return failed({ kind: 'not-found', what: 'The call' });
  if (call?.['end_reason'] === null) return failed({ kind: 'refused', reason: 'The call is still going on.' });
  return ok(null);
}

/** Notes that a call was deleted for good. Only inside a transaction. */
export function noteDeleted(database: Database, callId: string): void {
  database.prepare('INSERT OR IGNORE INTO deleted_calls VALUES (?)').run(callId);
}

/** Whether a call was deleted, whatever still comes in of it. */
export const isDeleted = (database: Database, callId: string): boolean =>
  database.prepare('SELECT 1 AS deleted FROM deleted_calls WHERE call_id = ?').get(callId) !== undefined;

/**
 * Removes facts, record, search entries and the note of the recording, for good, and leaves none of the words in the
 * file: what is appended to the call later is not written.
 */
export function deleteCall(database: Database, callId: string): void {
  database.transaction(() => {
    noteDeleted(database, callId);
    database.prepare('DELETE FROM calls WHERE call_id = ?').run(callId);
    database.prepare('DELETE FROM recordings WHERE call_id = ?').run(callId);
  });
  // Deleted pages are overwritten (secure_delete); the log still holds the old ones until it is taken over and emptied.
  database.pragma('wal_checkpoint(TRUNCATE)');
}
