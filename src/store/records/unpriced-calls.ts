import { UnpricedCall } from '../../contract/store.ts';
import type { Database } from '../sqlite/database.ts';
import { parseJson } from './read-record.ts';

/**
 * Calls over the carrier that started since then, are over, and of which a leg has no price or length yet, oldest first; each
 * with the number that its next fact has. Only what is asked for is taken out of the records, which are long. What is no JSON
 * is passed over: SQLite would refuse the whole question for it.
 */
export function unpricedCalls(database: Database, sinceWallMs: number): UnpricedCall[] {
  return database
    .prepare(
      `SELECT call_id, started_wall_ms, record ->> '$.direction' AS direction, record -> '$.carrier.legs' AS legs,
         (SELECT max(seq) FROM facts WHERE facts.call_id = calls.call_id) AS last_seq,
         (SELECT max(at_wall_ms) FROM facts
           WHERE facts.call_id = calls.call_id AND CASE WHEN json_valid(fact) THEN fact ->> '$.type' END = 'callEnded')
           AS ended_wall_ms
       FROM calls
       WHERE started_wall_ms >= ? AND end_reason IS NOT NULL
         AND EXISTS (
           SELECT 1 FROM json_each(CASE WHEN json_valid(record) THEN record END, '$.carrier.legs') AS leg
           WHERE leg.value ->> '$.price' IS NULL OR leg.value ->> '$.connectedSeconds' IS NULL)
       ORDER BY started_wall_ms`,
    )
    .all(sinceWallMs)
    .flatMap((row) => {
      const call = UnpricedCall.safeParse({
        callId: row['call_id'],
        direction: row['direction'],
        endedWallMs: row['ended_wall_ms'] ?? row['started_wall_ms'],
        nextSeq: Number(row['last_seq']) + 1,
        legs: parseJson(row['legs']),
      });
      return call.success ? [call.data] : [];
    });
}
