import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { CallFact, RecordedFact } from '../../domain/record/call-fact.ts';
import { addFact, foldCall, type CallRecord } from '../../domain/record/call-record.ts';
import type { Database } from '../sqlite/database.ts';
import { isDeleted } from './delete-call.ts';
import { readFacts, readRecord } from './read-record.ts';

export type FactOrigin = { byStore: boolean };

function isRepeat(database: Database, { callId, seq, atWallMs, fact }: RecordedFact): Result<boolean, Failure> {
  const known = database.prepare('SELECT at_wall_ms, fact FROM facts WHERE call_id = ? AND seq = ?').get(callId, seq);
  if (!known) return ok(false);
  const same = known['fact'] === JSON.stringify(fact) && known['at_wall_ms'] === atWallMs;
  return same
    ? ok(true)
    : failed({
        kind: 'refused',
        reason: `Fact ${seq} of call ${callId} was already written, and says something else.`,
      });
}

/**
 * What the carrier charges, that a visit is off, and what became of a call is told after the end, also after one that the
 * store had to write.
 */
function isAfterEnd(database: Database, { callId, seq, fact }: RecordedFact): boolean {
  if (!COMES_LATE.has(fact.type)) return false;
  const end = database.prepare('SELECT max(seq) AS seq FROM facts WHERE call_id = ? AND by_store = 1').get(callId);
  return typeof end?.['seq'] === 'number' && seq > end['seq'];
}
const COMES_LATE: ReadonlySet<CallFact['type']> = new Set([
  'legOpened',
  'legEnded',
  'legPriced',
  'appointmentCancelled',
  'callAnalysed',
  'analysisGivenUp',
]);

/** The end that was written for a call that seemed cut off is not the truth once the call speaks again. */
const removeStoreEnd = (database: Database, callId: string): boolean =>
  database.prepare('DELETE FROM facts WHERE call_id = ? AND by_store = 1').run(callId) > 0;

function nextRecord(database: Database, recorded: RecordedFact): CallRecord {
  const { callId, seq } = recorded;
  const reopened = !isAfterEnd(database, recorded) && removeStoreEnd(database, callId);
  const last = database.prepare('SELECT max(seq) AS seq FROM facts WHERE call_id = ?').get(callId)?.['seq'];
  const kept = !reopened && typeof last === 'number' && last < seq ? readRecord(database, callId) : undefined;
  if (kept) return addFact(kept, recorded);
  const all = [...readFacts(database, callId), recorded].sort((a, b) => a.seq - b.seq);
  return foldCall(all)!;
}

function keepRecord(database: Database, record: CallRecord): void {
  database
    .prepare(
      `INSERT INTO calls (call_id, started_wall_ms, answered, talk_ms, take_overs, end_reason, record)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (call_id) DO UPDATE SET
         started_wall_ms = excluded.started_wall_ms, answered = excluded.answered, talk_ms = excluded.talk_ms,
         take_overs = excluded.take_overs, end_reason = excluded.end_reason, record = excluded.record`,
    )
    .run(
      record.callId,
      record.startedWallMs,
      Number(record.answered),
      record.talkMs,
      record.takeOvers,
      record.endReason,
      JSON.stringify(record),
    );
}

function keepWords(database: Database, { callId, seq, fact }: RecordedFact): void {
  const text = fact.type === 'turnFinished' ? fact.turn.text : fact.type === 'callRequested' ? fact.leadName : '';
  if (text !== '') database.prepare('INSERT INTO said (call_id, seq, text) VALUES (?, ?, ?)').run(callId, seq, text);
}

/**
 * Adds a fact and all that follows from it. Only inside a transaction. A repeat is fine, a contradiction refused, and a
 * fact of a deleted call is answered like one that was written: nobody should go on sending it.
 */
export function addFactRow(database: Database, recorded: RecordedFact, origin: FactOrigin): Result<null, Failure> {
  if (isDeleted(database, recorded.callId)) return ok(null);
  // A repeat is looked for after the store's own end has made way, or the real fact would seem to contradict it.
  const storeEnd = database
    .prepare('SELECT seq FROM facts WHERE call_id = ? AND seq = ? AND by_store = 1')
    .get(recorded.callId, recorded.seq);
  const repeat = storeEnd ? ok(false) : isRepeat(database, recorded);
  if (!repeat.ok) return repeat;
  if (repeat.value) return ok(null);
  keepRecord(database, nextRecord(database, recorded));
  database
    .prepare('INSERT INTO facts (call_id, seq, at_wall_ms, fact, by_store) VALUES (?, ?, ?, ?, ?)')
    .run(recorded.callId, recorded.seq, recorded.atWallMs, JSON.stringify(recorded.fact), Number(origin.byStore));
  keepWords(database, recorded);
  return ok(null);
}

/** Durable when it answers: fact, folded record and search entry in one transaction. */
export function appendFact(database: Database, recorded: RecordedFact): Result<null, Failure> {
  return database.transaction(() => addFactRow(database, recorded, { byStore: false }));
}
