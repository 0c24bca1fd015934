import { COMPLETENESS_WEIGHTS } from './completeness-weights.ts';
import { fieldCompleteness } from './field-completeness.ts';
import type { ExpectedAnswer } from './floor-fact.ts';
import { spokenWords } from './spoken-words.ts';
import { textFeatures } from './text-features.ts';
import { trailingDigits, type WordClass, wordClass } from './word-class.ts';

const PHONE_DIGITS = 10;
/** A number of so many digits and more, unasked for, is being told like a telephone number: in groups. */
const LIKE_A_PHONE_NUMBER = 4;
const GROUP_MISSING = -5;

/**
 * A word with a meaning of its own may always be the last one, however strange the wording before it: only little words
 * make it sure that more will come.
 */
const MAY_END: ReadonlySet<WordClass> = new Set<WordClass>([
  'open',
  'plural',
  'measure',
  'money',
  'weekday',
  'month',
  'person',
  'yes',
  'nope',
  'polite',
  'closing',
  'obj',
  'stands',
  'digits',
  'ly',
]);
const LEAST_FOR_AN_END = -1;

/** A question may end in its little word as well: "what's it about?" */
function mayEnd(text: string, last: string | undefined): boolean {
  if (last === undefined) return false;
  const kind = wordClass(last);
  return MAY_END.has(kind) || (kind === 'prep' && text.trimEnd().endsWith('?'));
}

/** Log-odds that these words are a whole turn and not its beginning; 0 is no idea. */
export function textCompleteness(text: string, expected: ExpectedAnswer): number {
  const field = fieldCompleteness(text, expected);
  if (field !== undefined) return field;
  const words = spokenWords(text);
  const digits = trailingDigits(words);
  if (expected === 'anything' && digits > LIKE_A_PHONE_NUMBER && digits < PHONE_DIGITS) return GROUP_MISSING;
  const odds = sumOfWeights(textFeatures(words, asFitted(expected)), COMPLETENESS_WEIGHTS);
  return mayEnd(text, words.at(-1)) ? Math.max(LEAST_FOR_AN_END, odds) : odds;
}

/** The weights know these kinds of answers only. */
function asFitted(expected: ExpectedAnswer): ExpectedAnswer {
  if (expected === 'email') return 'name';
  return expected.startsWith('digits-') ? 'phone-number' : expected;
}

export function sumOfWeights(features: readonly string[], weights: ReadonlyMap<string, number>): number {
  return features.reduce((sum, feature) => sum + (weights.get(feature) ?? 0), 0);
}
