import { expect, it } from 'vitest';
import { createExpectedEnds, nameOfPage } from './expected-ends.ts';

it('excuses the end of a process that was about to be ended, once, and of no other', () => {
  const ends = createExpectedEnds();
  ends.expect('latchkey-voice');
  ends.expect(nameOfPage({ id: 2 }));
  expect(['latchkey-store', 'latchkey-voice', 'latchkey-voice'].map(ends.take)).toEqual([false, true, false]);
  expect([3, 2].map((id) => ends.take(nameOfPage({ id })))).toEqual([false, true]);
});

it('excuses every end once the app is left', () => {
  const ends = createExpectedEnds();
  ends.expectAll();
  expect(['latchkey-store', 'latchkey-store', nameOfPage({ id: 1 })].map(ends.take)).toEqual([true, true, true]);
});
