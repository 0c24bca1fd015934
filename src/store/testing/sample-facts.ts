import type { CallFact, RecordedFact } from '../../domain/record/call-fact.ts';
import type { Turn } from '../../domain/record/turn.ts';

type Requested = Extract<CallFact, { type: 'callRequested' }>;

export const requested = (leadName = 'Ann Baker', rest: Partial<Requested> = {}): CallFact => ({
  type: 'callRequested',
  line: 'practice',
  direction: 'outgoing',
  number: null,
  rule: null,
  leadName,
  scenarioId: 'friendly-buyer',
  languageModel: null,
  voiceId: 'joe',
  appVersion: '0.1.0',
  ...rest,
});
export const answered = (lineMs = 1_000): CallFact => ({ type: 'callAnswered', lineMs });
export const ended = (lineMs = 60_000): CallFact => ({ type: 'callEnded', reason: 'caller-hung-up', lineMs });
export const said = (text: string, rest: Partial<Turn> = {}): CallFact => ({
  type: 'turnFinished',
  turn: {
    turnId: `turn-${text.length}`,
    side: 'caller',
    text,
    startedMs: 2_000,
    endedMs: 3_000,
    interrupted: false,
    ...rest,
  },
});
export const replied = (text: string, heardMs: number): CallFact =>
  said(text, {
    side: 'agent',
    latency: {
      silenceSeenMs: null,
      recognisedMs: null,
      decidedMs: null,
      firstWordMs: null,
      firstSoundMs: null,
      heardMs,
    },
  });

/** Numbers facts as main does: from 0, one wall-clock millisecond apart. */
export const factsOf = (callId: string, startWallMs: number, facts: readonly CallFact[]): RecordedFact[] =>
  facts.map((fact, seq) => ({ callId, seq, atWallMs: startWallMs + seq, fact }));

/** A whole, ended call. */
export const wholeCall = (callId: string, startWallMs: number, turns: readonly CallFact[] = []): RecordedFact[] =>
  factsOf(callId, startWallMs, [requested(), { type: 'callRinging' }, answered(), ...turns, ended()]);
