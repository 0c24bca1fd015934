import { expect, test } from 'vitest';
import { newestWords } from './newest-words.ts';

test.each([
  ['Yes, I have a minute.', 'Yes, I have a minute.'],
  [
    'Hi Dana, this is Joe, an AI assistant with Keystone Realty, calling because you asked us',
    '… Keystone Realty, calling because you asked us',
  ],
  ['a'.repeat(60), `… ${'a'.repeat(48)}`],
])('of “%s” the bar shows “%s”', (text, shown) => {
  expect(newestWords(text)).toBe(shown);
});
