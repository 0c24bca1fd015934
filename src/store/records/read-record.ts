import type { RecordedFact } from '../../domain/record/call-fact.ts';
import { RecordedFact as RecordedFactShape } from '../../domain/record/call-fact.ts';
import { CallRecord, foldCall } from '../../domain/record/call-record.ts';
import type { Database, Row } from '../sqlite/database.ts';

/** `undefined` for JSON that does not parse: a damaged row must not take the others with it. */
export function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** A row of `facts` as the fact it holds; undefined for a row no version of ours wrote. */
export function factOfRow(row: Row): RecordedFact | undefined {
  const parsed = RecordedFactShape.safeParse({
    callId: row['call_id'],
    seq: row['seq'],
    atWallMs: row['at_wall_ms'],
    fact: parseJson(row['fact']),
  });
  return parsed.success ? parsed.data : undefined;
}

/** A call's facts in order. */
export function readFacts(database: Database, callId: string): RecordedFact[] {
  return database
    .prepare('SELECT * FROM facts WHERE call_id = ? ORDER BY seq')
    .all(callId)
    .flatMap((row) => factOfRow(row) ?? []);
}

/** The kept record, or, where it is of another version's shape, what the facts fold into. */
export function recordOfRow(database: Database, row: Row): CallRecord | undefined {
  const kept = CallRecord.safeParse(parseJson(row['record']));
  return kept.success ? kept.data : foldCall(readFacts(database, String(row['call_id'])));
}

/** `undefined` for a call nobody knows. */
export function readRecord(database: Database, callId: string): CallRecord | undefined {
  const row = database.prepare('SELECT call_id, record FROM calls WHERE call_id = ?').get(callId);
  return row && recordOfRow(database, row);
}
