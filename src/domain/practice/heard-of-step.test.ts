import { expect, test } from 'vitest';
import { heardOfStep } from './heard-of-step.ts';

const turn = (said: { side: 'caller' | 'agent'; text: string; startedMs: number; endedMs: number }) => ({
  ...said,
  turnId: said.text,
  interrupted: false,
});
const record = {
  answeredAtMs: 1_000,
  turns: [
    turn({ side: 'caller', text: 'Hello?', startedMs: 1_300, endedMs: 1_700 }),
    turn({ side: 'agent', text: 'Hi, this is Joe.', startedMs: 2_200, endedMs: 4_000 }),
    turn({ side: 'caller', text: 'We want to', startedMs: 5_100, endedMs: 5_900 }),
    turn({ side: 'caller', text: 'sell our house.', startedMs: 6_300, endedMs: 7_400 }),
  ],
};

test('what was heard of a step is all that the caller said meanwhile, on the clock of whoever picked up', () => {
  expect(heardOfStep(record, { startedMs: 300, endedMs: 700 })).toBe('Hello?');
  expect(heardOfStep(record, { startedMs: 4_000, endedMs: 6_300 })).toBe('We want to sell our house.');
  expect(heardOfStep(record, { startedMs: 1_200, endedMs: 3_000 })).toBe('');
});
