import { expect, it } from 'vitest';
import type { CallFact } from './call-fact.ts';
import { foldCall } from './call-record.ts';

const desk = `CA${'0a'.repeat(16)}`;
const far = `CA${'0b'.repeat(16)}`;
const fold = (facts: CallFact[]) =>
  foldCall(facts.map((fact, seq) => ({ callId: 'c', seq, atWallMs: seq, fact })))?.carrier;

const facts: CallFact[] = [
  { type: 'callRinging' },
  { type: 'legOpened', leg: 'desk', callSid: desk },
  { type: 'legOpened', leg: 'far-end', callSid: far },
  { type: 'machineDetectionStarted' },
  { type: 'machineDetected', callSid: far, answeredBy: 'human', tookMs: 2_100 },
  { type: 'legEnded', leg: 'far-end', callSid: far, connectedSeconds: 63 },
  { type: 'callEnded', reason: 'caller-hung-up', lineMs: 60_000 },
  { type: 'legPriced', leg: 'desk', callSid: desk, price: '-0.0080', currency: 'USD' },
];

it('a record says what the carrier counted and charges for each leg', () => {
  expect(fold(facts)).toEqual({
    legs: [
      { leg: 'desk', callSid: desk, connectedSeconds: null, price: '-0.0080', currency: 'USD' },
      { leg: 'far-end', callSid: far, connectedSeconds: 63, price: null, currency: null },
    ],
    detectedMachines: true,
    answeredBy: 'human',
  });
});

it('what is told twice is counted once', () => {
  expect(fold([...facts, ...facts])).toEqual(fold(facts));
});

it('a leg that was never told to have opened is known from what it cost', () => {
  expect(fold(facts.filter(({ type }) => type !== 'legOpened'))?.legs).toHaveLength(2);
});
