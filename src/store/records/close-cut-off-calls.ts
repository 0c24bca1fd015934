import { lastLineMs } from '../../domain/record/last-line-ms.ts';
import type { Database } from '../sqlite/database.ts';
import { addFactRow } from './append-fact.ts';
import { readFacts } from './read-record.ts';

/**
 * Ends every call that never heard of its end: the app went down with it. It lasted as far as its facts and its
 * recording reach. Answers the calls it ended.
 */
export function closeCutOffCalls(database: Database, atWallMs: number): string[] {
  const open = database.prepare('SELECT call_id FROM calls WHERE end_reason IS NULL').all();
  return database.transaction(() =>
    open.map(({ call_id }) => {
      const callId = String(call_id);
      const facts = readFacts(database, callId);
      const sound = database.prepare('SELECT duration_ms FROM recordings WHERE call_id = ?').get(callId);
      const lineMs = Math.max(lastLineMs(facts.map(({ fact }) => fact)), Number(sound?.['duration_ms'] ?? 0));
      const last = database.prepare('SELECT max(seq) AS seq FROM facts WHERE call_id = ?').get(callId);
      const seq = Number(last?.['seq'] ?? -1) + 1;
      addFactRow(
        database,
        { callId, seq, atWallMs, fact: { type: 'callEnded', reason: 'app-closed', lineMs } },
        { byStore: true },
      );
      return callId;
    }),
  );
}
