import { expect, it } from 'vitest';
import { spokenWords } from './spoken-words.ts';

it.each([
  [[' Take me off', ' your list. '], 'Take me off your list.'],
  [[' [BLANK_AUDIO]'], ''],
  [['(wind blowing) Hello?', ' (music)'], 'Hello?'],
  [[`"'Oh, hi, yes…'`, ' "Take me off." '], 'Oh, hi, yes… Take me off.'],
  [['', ' '], ''],
  [[], ''],
])('of %j these were said: %j', (texts, words) => {
  expect(spokenWords(texts)).toBe(words);
});
