import type { ExpectedAnswer } from './floor-fact.ts';
import { digitsIn, withDigits } from './said-digits.ts';
import { spokenWords } from './spoken-words.ts';
import { wordClass } from './word-class.ts';

const PHONE_DIGITS = 10;
/** Log-odds that a turn is whole which stops where its field cannot end. */
const PART_MISSING = -5;
/** Most likely there is more, but it may be all: a number without its street, an address without its "dot com". */
const PART_LIKELY = -2;
/** A recogniser likes to repeat the last group of a number that is not yet complete. */
const ALL_DIGITS = 1.2;
const ALL_THERE = 1.8;

const TAKES_BACK = /(?:^| )(?:no|sorry|wait|i mean|actually|make that)(?= |$)/;
const STREET =
  /\b(?:street|st|avenue|ave|road|rd|drive|lane|court|circle|boulevard|way|place|terrace|trail|parkway|highway|loop|square|row|path|cove|broadway)\b/;
const AT = /@| at /;
const DOT_SOMETHING = /(?:@| at ).*(?:\.| dot )\s?[a-z]{2,}\W*$/;
const HANGS = /(?:@|\b(?:at|dot|period|point|underscore|dash|hyphen|plus|and))\W*$/;

/**
 * Log-odds that the answer is whole, from what a field of its kind has to have; undefined where the words do not tell.
 * Pure.
 */
export function fieldCompleteness(text: string, expected: ExpectedAnswer): number | undefined {
  if (expected === 'phone-number') return digitsComplete(text, PHONE_DIGITS);
  if (expected.startsWith('digits-')) return digitsComplete(text, Number(expected.slice('digits-'.length)));
  if (expected === 'email') return emailComplete(text.toLowerCase());
  if (expected === 'address') return addressComplete(text);
  return expected === 'number' && STOPS_IN_NUMBER.test(withDigits(text)) ? PART_MISSING : undefined;
}

/** "Four hundred and", "one point". */
const STOPS_IN_NUMBER = /\d (?:thousand |million )?(?:and|point)[ ,]*$/;
const REFUSES = /\b(?:(?:don't|do not) (?:have|use|want)|rather not)\b/;

/** A number of North America has ten digits, or eleven with the 1 before them. What takes some back adds none. */
function digitsComplete(text: string, missing: number): number | undefined {
  const said = withDigits(text).replace(/[ ,]+$/, '');
  if (!/\d$/.test(said)) return undefined;
  const count = digitsIn(said.split(TAKES_BACK).find((part) => /\d/.test(part)) ?? '').length;
  if (count < missing) return PART_MISSING;
  return count <= PHONE_DIGITS + 1 ? ALL_DIGITS : 0;
}

function emailComplete(text: string): number | undefined {
  if (REFUSES.test(text)) return ALL_THERE;
  if (HANGS.test(text)) return PART_MISSING;
  if (DOT_SOMETHING.test(text)) return ALL_THERE;
  const words = spokenWords(text);
  const spelled = words.slice(-2).every((word) => /^[a-z]$/.test(word)) && words.length > 1;
  const isName = words.length <= 2 && words.every((word) => ['open', 'person', 'plural'].includes(wordClass(word)));
  return AT.test(text) || spelled || isName || /\b(?:underscore|dot|dash)\b/.test(text) ? PART_LIKELY : undefined;
}

/** Who stops after the house number has the street to say. */
function addressComplete(text: string): number | undefined {
  const said = withDigits(text).replace(/[ ,]+$/, '');
  return /\d$/.test(said) && !STREET.test(said) ? PART_LIKELY : undefined;
}
