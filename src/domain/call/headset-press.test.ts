import { expect, test } from 'vitest';
import { headsetPress } from './headset-press.ts';

test.each([
  ['offered', 'human', 'answer'],
  // The agent picks it up at once.
  ['offered', 'agent', null],
  ['live', 'agent', 'takeOver'],
  ['live', 'human', 'handBack'],
  ['idle', 'agent', null],
  ['ringing', 'agent', null],
  ['ending', 'human', null],
  ['ended', 'human', null],
] as const)('in a call that is %s and with the %s a press of the headset means %s', (phase, handler, does) => {
  expect(headsetPress({ phase, handler })).toBe(does);
});
