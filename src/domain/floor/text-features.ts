import type { ExpectedAnswer } from './floor-fact.ts';
import { wordSet } from './spoken-words.ts';
import { trailingDigits, type WordClass, wordClass } from './word-class.ts';

const OPENERS = wordSet(
  'well so um uh yeah yes no okay oh look listen honestly actually and but you know i mean anyway sure right',
);
const CLAUSE_STARTS: ReadonlySet<WordClass> = new Set(['and', 'but', 'sub', 'wh']);
const VERBS: ReadonlySet<WordClass> = new Set([
  'be',
  'have',
  'do',
  'modal',
  'contract',
  'wants',
  'says',
  'takes',
  'stands',
  'ed',
]);
const SUBORDINATE = wordSet('if when because since once unless although while after before as');

const MEANING: ReadonlySet<WordClass> = new Set([
  'open',
  'plural',
  'ing',
  'ed',
  'ly',
  'person',
  'weekday',
  'month',
  'digits',
  'number',
  'tens',
]);
const QUESTION: ReadonlySet<WordClass> = new Set(['wh', 'be', 'do', 'modal', 'have']);
const NOUN: ReadonlySet<WordClass> = new Set(['open', 'plural', 'measure', 'money']);
const SUBJECT: ReadonlySet<WordClass> = new Set(['i', 'you', 'contract']);

const bucket = (count: number): string => (count > 8 ? '9' : count > 5 ? '6' : count > 3 ? '4' : String(count));

/**
 * What a listener goes by to tell whether these words are a whole turn, as names of features. Only the last words and the
 * frame of the sentence count, so that wording never met before is judged by its classes.
 */
export function textFeatures(words: readonly string[], expected: ExpectedAnswer): string[] {
  const classes = words.map(wordClass);
  // Words of meaning count by their kind: which of them a caller uses says nothing about the next caller.
  const said = words.map((word, i) => (MEANING.has(classes[i] ?? 'open') ? `(${classes[i]})` : word));
  const word = (back: number) => said.at(-back) ?? '^';
  const kind = (back: number) => classes.at(-back) ?? '^';
  const length = bucket(words.length);
  return [
    '1',
    `w ${word(1)}`,
    `ww ${word(2)} ${word(1)}`,
    `cw ${kind(2)} ${word(1)}`,
    `wc ${word(2)} ${kind(1)}`,
    `c ${kind(1)}`,
    `cc ${kind(2)} ${kind(1)}`,
    `ccc ${kind(3)} ${kind(2)} ${kind(1)}`,
    `wcc ${word(3)} ${kind(2)} ${kind(1)}`,
    `n ${length}`,
    `nc ${length} ${kind(1)}`,
    `f ${expected}`,
    `fn ${expected} ${length}`,
    `fc ${expected} ${kind(1)}`,
    ...frameFeatures(said, classes),
    ...digitFeatures(words, expected),
  ];
}

/** How the sentence opens, and whether its last clause has what a clause needs. */
function frameFeatures(words: readonly string[], classes: readonly WordClass[]): string[] {
  const opening = Math.max(
    0,
    words.findIndex((word) => !OPENERS.has(word)),
  );
  const first = words[opening] ?? '^';
  const last = classes.at(-1) ?? '^';
  const clause = classes.findLastIndex((kind) => CLAUSE_STARTS.has(kind));
  const inClause = classes.slice(clause + 1);
  const verbs = inClause.filter((kind) => VERBS.has(kind)).length;
  const allVerbs = classes.filter((kind) => VERBS.has(kind)).length;
  const asks = QUESTION.has(classes[opening] ?? 'open') || classes.includes('wh');
  // "An agent we like", "the house I grew up in": a clause hangs on a noun, and may end in a little word.
  const hangs = classes.some((kind, i) => NOUN.has(classes[i - 1] ?? 'be') && SUBJECT.has(kind));
  const start = clause < 0 ? '^' : classes[clause];
  return [
    `o ${first}`,
    `ol ${classes[opening] ?? '^'} ${last}`,
    `oo ${first} ${words[opening + 1] ?? '^'} ${bucket(words.length - opening)}`,
    `k ${start} ${bucket(inClause.length)} ${Math.min(verbs, 2)}`,
    `q ${asks} ${words.at(-1) ?? '^'}`,
    `r ${asks} ${hangs} ${last}`,
    `kl ${Math.min(verbs, 2)} ${last}`,
    ...(SUBORDINATE.has(first) ? [`s ${Math.min(allVerbs, 3)}`, `sl ${Math.min(allVerbs, 2)} ${last}`] : []),
  ];
}

function digitFeatures(words: readonly string[], expected: ExpectedAnswer): string[] {
  const digits = trailingDigits(words);
  if (expected !== 'phone-number' && digits < 3) return [];
  return [
    `d ${digits > 10 ? '11' : digits > 6 ? String(digits) : digits > 0 ? '1' : '0'} ${expected === 'phone-number' ? 'asked' : 'free'}`,
  ];
}
