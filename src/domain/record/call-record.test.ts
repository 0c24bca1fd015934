import { describe, expect, it } from 'vitest';
import type { Objection } from '../agent/objections/objection.ts';
import { type Evidence } from '../agent/qualification/evidence.ts';
import { scoreOf } from '../agent/qualification/score.ts';
import { CallRecord, foldCall } from './call-record.ts';
import type { Appointment } from '../scheduling/appointment.ts';
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

describe('a caller’s keys', () => {
  const pressed = (digit: string, lineMs: number) => ({ type: 'digitReceived', digit, lineMs }) as const;

  it('are on record, those of one number together, and count as talk', () => {
    const record = fold(
      { type: 'callAnswered', lineMs: 0 },
      ...[pressed('5', 1_000), pressed('1', 1_200), pressed('2', 3_900), pressed('#', 7_000)],
    );
    expect(record.keys).toEqual([
      { keys: '512', lineMs: 1_000, untilMs: 3_900 },
      { keys: '#', lineMs: 7_000, untilMs: 7_000 },
    ]);
    expect([record.turns, record.talkMs]).toEqual([[], 7_000]);
  });

  it('are none on a record that was kept before there were any', () => {
    const { keys: _none, ...kept } = fold({ type: 'callRinging' });
    expect(CallRecord.parse(kept)).toEqual({ ...kept, keys: [] });
  });
});

describe('an objection', () => {
  const busy: Objection = { kind: 'busy', turnId: 't1', quote: 'I am driving.', outcome: 'answered' };
  const met = (objection: Objection) => ({ type: 'objectionMet', objection }) as const;

  it('is on record with the words and what became of it, once, however often it is told', () => {
    const known = { ...busy, outcome: 'followedUp' } as const;
    const angry: Objection = { kind: 'anger', turnId: 't4', quote: 'Enough!', outcome: 'respected' };
    expect(fold(met(busy), met(angry), met(known)).objections).toEqual([known, angry]);
  });

  it('is none on a record that was kept before there were any', () => {
    const { objections: _none, ...kept } = fold({ type: 'callRinging' });
    expect(CallRecord.parse(kept)).toEqual({ ...kept, objections: [] });
  });
});

describe('what a lead is worth', () => {
  const sells: Evidence = { slot: 'goal', value: 'sell', quote: 'We sell.', turnId: 't1', confidence: 0.9 };
  const scored = (evidence: Evidence) =>
    ({ type: 'leadScored', qualification: scoreOf([evidence], [evidence.quote]) }) as const;

  it('is on record as it was last, with how it moved and not how often it was told', () => {
    const again = { ...sells, turnId: 't5' };
    const record = fold(scored(sells), scored(again), scored({ ...again, confidence: 0.4 }));
    expect(record.scores).toEqual([0.18, 0.08]);
    expect(record.qualification?.shares).toMatchObject([{ evidence: { turnId: 't5', confidence: 0.4 } }]);
  });

  it('is not known of a record that was kept before leads were scored', () => {
    const { qualification: _none, scores: _noScores, ...kept } = fold({ type: 'callRinging' });
    expect(CallRecord.parse(kept)).toEqual({ ...kept, qualification: null, scores: [] });
  });
});

describe('a call’s appointment', () => {
  const held = (appointmentId: string): Appointment => ({
    appointmentId,
    callId: 'c',
    slot: { startWallMs: 0, endWallMs: 3_600_000 },
    state: 'held',
    heldUntilWallMs: 600_000,
    leadName: 'Ann Baker',
    number: null,
  });
  const booked = (appointmentId: string): Appointment => ({
    ...held(appointmentId),
    state: 'booked',
    heldUntilWallMs: null,
  });
  const off = (appointmentId: string): Appointment => ({ ...booked(appointmentId), state: 'cancelled' });
  const holds = (id: string) => ({ type: 'appointmentHeld', appointment: held(id) }) as const;
  const books = (id: string) => ({ type: 'appointmentBooked', appointment: booked(id) }) as const;
  const cancels = (id: string) => ({ type: 'appointmentCancelled', appointment: off(id), by: 'caller' }) as const;
  const end = { type: 'callEnded', reason: 'caller-hung-up', lineMs: 9 } as const;
  const of = (...facts: CallFact[]) => {
    const { appointment, hold } = fold(...facts);
    return { appointment, hold };
  };

  it('is held, then booked', () => {
    expect(of(holds('a'))).toEqual({ appointment: null, hold: held('a') });
    expect(of(holds('a'), holds('b'))).toEqual({ appointment: null, hold: held('b') });
    expect(of(holds('a'), books('a'))).toEqual({ appointment: booked('a'), hold: null });
  });

  it('is none where the call ends before it is confirmed, or it is let go', () => {
    expect(of(holds('a'), end)).toEqual({ appointment: null, hold: null });
    expect(of(holds('a'), cancels('a'))).toEqual({ appointment: null, hold: null });
  });

  it('stays the one that was booked until another is', () => {
    expect(of(books('a'), holds('b'), end)).toEqual({ appointment: booked('a'), hold: null });
    expect(of(books('a'), holds('b'), cancels('a'), books('b'))).toEqual({ appointment: booked('b'), hold: null });
    expect(of(books('b'), cancels('a'))).toEqual({ appointment: booked('b'), hold: null });
  });

  it('is called off, whichever call it is from', () => {
    expect(of(books('a'), end, cancels('a'))).toEqual({ appointment: off('a'), hold: null });
    expect(of(cancels('of an earlier call'))).toEqual({ appointment: off('of an earlier call'), hold: null });
  });

  it('is none on a record that was kept before there were any', () => {
    const { appointment: _none, hold: _nor, ...kept } = fold({ type: 'callRinging' });
    expect(CallRecord.parse(kept)).toEqual({ ...kept, appointment: null, hold: null });
  });
});
