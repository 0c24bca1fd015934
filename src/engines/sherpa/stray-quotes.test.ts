import { expect, it } from 'vitest';
import { withoutStrayQuotes } from './stray-quotes.ts';

it.each([
  [`"'Oh, hi, yes…'`, 'Oh, hi, yes…'],
  ['"Yes, I do."', 'Yes, I do.'],
  ['“Yes, I do.”', 'Yes, I do.'],
  [`"'Yes.'"`, 'Yes.'],
  [`'"Yes."'`, 'Yes.'],
  [`'I don't know.'`, `I don't know.`],
  ['"Oh, hi." "Yes, it is."', 'Oh, hi. Yes, it is.'],
  ['"Oh, hi, yes', 'Oh, hi, yes'],
  [`'We want to sell`, 'We want to sell'],
  ['We want to sell."', 'We want to sell.'],
  ['We want "to sell', 'We want to sell'],
  ['"', ''],
  [`''`, ''],
  ['', ''],
])('%s loses its marks: %s', (heard, said) => {
  expect(withoutStrayQuotes(heard)).toBe(said);
});

it.each([
  `It's my parents' house, isn't it?`,
  `It’s my parents’ house, isn’t it?`,
  `We bought it in the '90s, five o'clock.`,
  `My wife said "no way" and left.`,
  `My wife said "call him later."`,
  `"No way," my wife said.`,
  `They call it 'the nest' around here.`,
  'Nothing to take away here.',
])('%s stays as it is', (text) => {
  expect(withoutStrayQuotes(text)).toBe(text);
});
