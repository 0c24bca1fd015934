import { expect, test } from 'vitest';
import { readSpokenText } from './spoken-text.ts';

test('a line without pauses is its words', () => {
  expect(readSpokenText(' Who is this? ')).toEqual({ words: 'Who is this?', pauses: [] });
});

test('a pause leaves a comma and its place among the letters', () => {
  expect(readSpokenText('Abcd <pause 600ms> efgh ijkl.')).toEqual({
    words: 'Abcd, efgh ijkl.',
    pauses: [{ share: 1 / 3, ms: 600 }],
  });
});

test('a mark that is there already is kept', () => {
  expect(readSpokenText('Well, <pause 300ms> it is. <pause 1200ms> Old.')?.words).toBe('Well, it is. Old.');
});

test.each([
  '<pause 300ms> Well',
  'Well <pause 300ms>',
  'Well <pause> then',
  'Well <pause 9000ms> then',
  'Well <b>then</b>',
  '<pause 1ms>',
  ' ',
])('%s is refused', (text) => {
  expect(readSpokenText(text)).toBeUndefined();
});
