import type { UnpricedCall } from '../../contract/store.ts';
import type { Database } from '../sqlite/database.ts';
import { recordOfRow } from './read-record.ts';

/**
 * Calls over the carrier that started since then, are over, and of which a leg has no price yet, oldest first; each with the
 * number that its next fact has.
 */
export function unpricedCalls(database: Database, sinceWallMs: number): UnpricedCall[] {
  return database
    .prepare(
      `SELECT call_id, record,
         (SELECT max(seq) FROM facts WHERE facts.call_id = calls.call_id) AS last_seq,
         (SELECT max(at_wall_ms) FROM facts WHERE facts.call_id = calls.call_id AND fact ->> '$.type' = 'callEnded')
           AS ended_wall_ms
       FROM calls
       WHERE started_wall_ms >= ? AND end_reason IS NOT NULL
         AND EXISTS (SELECT 1 FROM json_each(record, '$.carrier.legs') AS leg WHERE leg.value ->> '$.price' IS NULL)
       ORDER BY started_wall_ms`,
    )
    .all(sinceWallMs)
    .flatMap((row) => {
      const record = recordOfRow(database, row);
      if (!record) return [];
      const { callId, direction, carrier } = record;
      const endedWallMs = Number(row['ended_wall_ms'] ?? record.startedWallMs);
      return [{ callId, direction, endedWallMs, nextSeq: Number(row['last_seq']) + 1, legs: carrier.legs }];
    });
}
