import type { CallFact } from '../../domain/record/call-fact.ts';
import { type CallRecord, foldCall } from '../../domain/record/call-record.ts';
import type { Qualification } from '../../domain/agent/qualification/score.ts';

/** Writes down what happens in a call of text, as main does of any other. */
export type TextRecord = {
  add(fact: CallFact, atMs: number): void;
  /** Only where the lead is worth something else than before. */
  scored(qualification: Qualification, atMs: number): void;
  record(): CallRecord;
};

export function createTextRecord(call: {
  callId: string;
  scenarioId: string;
  leadName: string;
  languageModel: string | null;
  startWallMs: number;
}): TextRecord {
  const facts: { fact: CallFact; atMs: number }[] = [];
  let score = '';
  const { callId, startWallMs, ...lead } = call;
  const add = (fact: CallFact, atMs: number) => void facts.push({ fact, atMs });
  add(
    {
      type: 'callRequested',
      line: 'practice',
      direction: 'outgoing',
      number: null,
      rule: null,
      voiceId: '',
      appVersion: '',
      ...lead,
    },
    0,
  );
  add({ type: 'callAnswered', lineMs: 0 }, 0);
  return {
    add,
    scored(qualification, atMs) {
      const now = JSON.stringify(qualification);
      if (now === score || (score === '' && qualification.shares.length === 0)) return;
      score = now;
      add({ type: 'leadScored', qualification }, atMs);
    },
    record() {
      const recorded = facts.map(({ fact, atMs }, seq) => ({ callId, seq, atWallMs: startWallMs + atMs, fact }));
      const record = foldCall(recorded);
      if (!record) throw new Error('a call that was requested has a record');
      return record;
    },
  };
}
