import { expect, test } from 'vitest';
import { callLineWords, type LineOfCall } from './call-line-words.ts';

test.each<[LineOfCall, string]>([
  [{ line: 'practice', direction: 'outgoing', number: null }, 'Practice'],
  [{ line: 'telephone', direction: 'outgoing', number: '+15125550143' }, 'Outgoing call to (512) 555-0143'],
  [{ line: 'telephone', direction: 'incoming', number: '+442079460018' }, 'Incoming call from +44 20 7946 0018'],
  [{ line: 'telephone', direction: 'incoming', number: '' }, 'Incoming call, number withheld'],
])('%j: %s', (call, says) => {
  expect(callLineWords(call)).toBe(says);
});
