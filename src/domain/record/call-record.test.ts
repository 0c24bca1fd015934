import { describe, expect, it } from 'vitest';
import { CallRecord, foldCall } from './call-record.ts';
import type { CallFact } from './call-fact.ts';

const fold = (...facts: CallFact[]) => foldCall(facts.map((fact, seq) => ({ callId: 'c', seq, atWallMs: seq, fact })))!;

describe('a call’s whispers', () => {
  it('are on its record, and are no turns', () => {
    const record = fold(
      { type: 'callAnswered', lineMs: 0 },
      { type: 'whispered', text: 'Ask about the roof', lineMs: 4_000 },
      { type: 'whispered', text: 'Wrap up', lineMs: 9_000 },
    );
    expect(record.whispers).toEqual([
      { text: 'Ask about the roof', lineMs: 4_000 },
      { text: 'Wrap up', lineMs: 9_000 },
    ]);
    expect(record.turns).toEqual([]);
  });

  it('are none on a record that was kept before there were any', () => {
    const { whispers: _none, ...kept } = fold({ type: 'callRinging' });
    expect(CallRecord.parse(kept)).toEqual({ ...kept, whispers: [] });
  });
});
