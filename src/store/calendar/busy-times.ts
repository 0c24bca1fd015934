import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { BusyTime } from '../../domain/scheduling/busy-time.ts';
import type { Database } from '../sqlite/database.ts';
import { keepBusy } from './appointment-rows.ts';

/** The same span twice is one, with the note that was written last: its name says from when to when it is. */
export function addBusy(database: Database, { slot, note }: Omit<BusyTime, 'busyId'>): BusyTime {
  const busy = { busyId: `${slot.startWallMs}-${slot.endWallMs}`, slot, note };
  keepBusy(database, busy);
  return busy;
}

export function removeBusy(database: Database, busyId: string): Result<null, Failure> {
  const removed = database.prepare('DELETE FROM busy_times WHERE busy_id = ?').run(busyId);
  return removed > 0 ? ok(null) : failed({ kind: 'not-found', what: 'The busy time' });
}
