import { expect, test } from 'vitest';
import type { CallRecord } from '../../../../domain/record/call-record.ts';
import { foldCall } from '../../../../domain/record/call-record.ts';
import type { Turn } from '../../../../domain/record/turn.ts';
import { timelineRows, turnAt, unheard } from './timeline-rows.ts';

const turn = (turnId: string, startedMs: number, rest: Partial<Turn> = {}): Turn => ({
  turnId,
  side: 'caller',
  text: turnId,
  startedMs,
  endedMs: startedMs + 1_000,
  interrupted: false,
  ...rest,
});
const record = (rest: Partial<CallRecord>): CallRecord => ({
  ...foldCall([{ callId: 'c', seq: 0, atWallMs: 0, fact: { type: 'callRinging' } }])!,
  ...rest,
});

test('a take-over stands between the turns where it happened', () => {
  const rows = timelineRows(
    record({
      turns: [turn('late', 9_000), turn('early', 1_000)],
      handlerChanges: [{ handler: 'human', lineMs: 5_000, why: 'take-over' }],
    }),
  );
  expect(rows.map((row) => row.id)).toEqual(['early', 'handler 0', 'late']);
});

test('an agent is named where it first speaks, with its reason', () => {
  const rows = timelineRows(
    record({
      turns: [
        turn('a', 0, { side: 'agent', agent: 'Conversation' }),
        turn('b', 2_000),
        turn('c', 4_000, { side: 'agent', agent: 'Conversation' }),
        turn('d', 6_000, { side: 'agent', agent: 'Scheduler' }),
      ],
      agentChanges: [
        { from: null, to: 'Conversation', reason: 'greeting' },
        { from: 'Conversation', to: 'Scheduler', reason: 'asks for a time' },
      ],
    }),
  );
  expect(rows.map((row) => (row.kind === 'agent' ? `${row.agent}: ${row.reason}` : row.id))).toEqual([
    'Conversation: greeting',
    'a',
    'b',
    'c',
    'Scheduler: asks for a time',
    'd',
  ]);
});

test.each([
  [turn('x', 0, { text: 'Good morning' }), null],
  [turn('x', 0, { text: 'Good morning', intended: 'Good morning ' }), null],
  [turn('x', 0, { text: 'We are open', intended: 'We are open on Sunday.' }), { begins: true, text: 'on Sunday.' }],
  [turn('x', 0, { text: 'Well', intended: 'We are open.' }), { begins: false, text: 'We are open.' }],
])('what was meant and not heard is told apart', (said, missing) => {
  expect(unheard(said)).toEqual(missing);
});

test('the sounding turn is the one that began last; between turns there is none', () => {
  const turns = [turn('a', 0), turn('b', 500), turn('c', 3_000)];
  expect([turnAt(turns, 700), turnAt(turns, 2_000), turnAt(turns, 3_000)]).toEqual(['b', null, 'c']);
});

test('a whisper stands between the turns where it was written', () => {
  const rows = timelineRows(
    record({
      turns: [turn('early', 1_000), turn('late', 9_000)],
      whispers: [{ text: 'Ask about the roof', lineMs: 5_000 }],
    }),
  );
  expect(rows.map((row) => row.id)).toEqual(['early', 'whisper 0', 'late']);
});

test('keys stand between the turns where they were pressed', () => {
  const rows = timelineRows(
    record({
      turns: [turn('early', 1_000), turn('late', 9_000)],
      keys: [{ keys: '12#', lineMs: 5_000, untilMs: 5_400 }],
    }),
  );
  expect(rows.map((row) => row.id)).toEqual(['early', 'keys 0', 'late']);
});
