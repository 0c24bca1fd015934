import { expect, test } from 'vitest';
import { createCutOffTurns } from './cut-off-turns.ts';

const caption = (turnId: string, text: string) =>
  ({ type: 'caption', turnId, side: 'caller', text, final: false }) as const;

test('what was begun and never told as a turn is kept, from its first word to the last time that was measured', () => {
  let lineMs = 4_000;
  const turns = createCutOffTurns(() => lineMs);
  turns.look(caption('t1', 'Yes'));
  turns.look({
    type: 'turn',
    turn: { turnId: 't1', side: 'caller', text: 'Yes.', startedMs: 3_900, endedMs: 4_300, interrupted: false },
  });
  lineMs = 7_000;
  turns.look(caption('t2', 'We want'));
  lineMs = 9_000;
  turns.look(caption('t2', 'We want to sell'));
  turns.look(caption('t3', ''));
  expect(turns.take()).toEqual([
    { turnId: 't2', side: 'caller', text: 'We want to sell', startedMs: 7_000, endedMs: 9_000, interrupted: true },
  ]);
  expect(turns.take()).toEqual([]);
});
