import type { UnanalysedCall } from '../../contract/store.ts';
import { type UnanalysedQuery } from '../../contract/store.ts';
import type { Database } from '../sqlite/database.ts';
import { recordOfRow } from './read-record.ts';

/**
 * Calls that are over and have neither an analysis of this version nor the note that it could not be made, newest first, and
 * how many there are. A record that is no JSON counts as unanalysed: what its facts fold into is what is answered.
 */
export function unanalysedCalls(
  database: Database,
  { version, sinceWallMs, limit, except, again }: UnanalysedQuery,
): { calls: UnanalysedCall[]; left: number } {
  const due = `end_reason IS NOT NULL
    AND call_id NOT IN (SELECT value FROM json_each(?))
    AND (call_id IN (SELECT value FROM json_each(?))
      OR started_wall_ms >= ?
        AND CASE WHEN json_valid(record) THEN
          coalesce(record ->> '$.analysis.version', 0) < ? AND coalesce(record ->> '$.analysisTrouble.version', 0) < ?
        ELSE 1 END)`;
  const values = [JSON.stringify(except), JSON.stringify(again), sinceWallMs, version, version];
  const rows = database
    .prepare(
      `SELECT call_id, record, (SELECT max(seq) FROM facts WHERE facts.call_id = calls.call_id) AS last_seq,
         count(*) OVER () AS left_over
       FROM calls WHERE ${due} ORDER BY started_wall_ms DESC LIMIT ?`,
    )
    .all(...values, limit);
  const calls = rows.flatMap((row) => {
    const record = recordOfRow(database, row);
    return record ? [{ callId: record.callId, nextSeq: Number(row['last_seq']) + 1, record }] : [];
  });
  return { calls, left: Number(rows[0]?.['left_over'] ?? 0) };
}
