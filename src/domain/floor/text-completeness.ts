import { COMPLETENESS_WEIGHTS } from './completeness-weights.ts';
import type { ExpectedAnswer } from './floor-fact.ts';
import { spokenWords } from './spoken-words.ts';
import { textFeatures } from './text-features.ts';
import { trailingDigits } from './word-class.ts';

const PHONE_DIGITS = 10;
/** A number of so many digits and more, unasked for, is being told like a telephone number: in groups. */
const LIKE_A_PHONE_NUMBER = 4;
const GROUP_MISSING = -5;
const ALL_DIGITS = 2.5;

/** Log-odds that these words are a whole turn and not its beginning; 0 is no idea. */
export function textCompleteness(text: string, expected: ExpectedAnswer): number {
  const words = spokenWords(text);
  const digits = trailingDigits(words);
  // A number of North America has ten digits, or eleven with the 1 before them.
  if (expected === 'phone-number' && digits > 0) {
    if (digits < PHONE_DIGITS) return GROUP_MISSING;
    return digits <= PHONE_DIGITS + 1 ? ALL_DIGITS : 0;
  }
  if (expected === 'anything' && digits > LIKE_A_PHONE_NUMBER && digits < PHONE_DIGITS) return GROUP_MISSING;
  return sumOfWeights(textFeatures(words, expected), COMPLETENESS_WEIGHTS);
}

export function sumOfWeights(features: readonly string[], weights: ReadonlyMap<string, number>): number {
  return features.reduce((sum, feature) => sum + (weights.get(feature) ?? 0), 0);
}
