import { expect, it } from 'vitest';
import { heardText } from './heard-text.ts';

const clauses = [
  { text: 'Good question.', from: 0, to: 1000 },
  { text: 'I will ask the agent today.', from: 1000, to: 4000 },
];

it.each([
  [0, ''],
  [499, ''],
  [500, 'Good'],
  [1000, 'Good question.'],
  [2500, 'Good question. I will ask'],
  [3999, 'Good question. I will ask the agent'],
  [4000, 'Good question. I will ask the agent today.'],
])('after %i samples', (played, text) => {
  expect(heardText(clauses, played)).toBe(text);
});
