import type { ExpectedAnswer } from '../../domain/floor/floor-fact.ts';
import { textFeatures } from '../../domain/floor/text-features.ts';
import { wordClass } from '../../domain/floor/word-class.ts';
import type { CorpusTurn } from './caller-corpus.ts';

const PENALTY = 2;
const STEPS = 150;
const HOLDS_FLOOR = ['um', 'and uh', 'but um'];
/** A quarter of all turns are a word or two; the corpus has each of them once. */
const SHORT_WORDS = 2;
const SHORT_WEIGHT = 4;
const BESIDE_THE_QUESTION = 0.4;
const FIELDS: readonly ExpectedAnswer[] = [
  'yes-or-no',
  'number',
  'name',
  'address',
  'date',
  'phone-number',
  'choice',
  'explanation',
];
/** How likely a turn has a pause after a word, against its certain end: where it is marked, and elsewhere. */
const MARKED_PAUSE = 0.35;
const OTHER_PAUSE = 0.05;

export type CompletenessExample = {
  expected: ExpectedAnswer;
  words: readonly string[];
  whole: boolean;
  /** A beginning at which the corpus says that its speaker may stop. */
  marked: boolean;
  weight: number;
  line: number;
};

/** People stop to think after fillers and little words, and before them, more than elsewhere. */
function pauseWeight(words: readonly string[], at: number): number {
  const closed = (word: string | undefined) =>
    word !== undefined && !['open', 'plural', 'ing', 'ed', 'ly'].includes(wordClass(word));
  const joint = (word: string | undefined) =>
    word !== undefined && ['and', 'but', 'sub', 'filler', 'prep', 'wh'].includes(wordClass(word));
  return 1 + (closed(words[at - 1]) ? 1 : 0) + (joint(words[at]) || joint(words[at - 1]) ? 2 : 0);
}

/**
 * A turn as a whole, and each beginning of it at which its speaker might have stopped; and the same as the answer to
 * another question: people ask back, object and change the subject whatever they were asked for.
 */
export const examplesOf = (turn: CorpusTurn): CompletenessExample[] => [
  ...examplesAs(turn),
  ...examplesAs({
    ...turn,
    expected: turn.expected === 'anything' ? FIELDS[turn.line % FIELDS.length]! : 'anything',
    weight: BESIDE_THE_QUESTION * turn.weight,
  }),
];

function examplesAs(turn: CorpusTurn): CompletenessExample[] {
  const { expected, words, pauses, line, weight: share } = turn;
  const example = (said: readonly string[], weight: number, { whole = false, marked = false } = {}) => ({
    expected,
    words: said,
    whole,
    marked,
    weight: share * weight,
    line,
  });
  return [
    example(words, words.length <= SHORT_WORDS && !pauses ? SHORT_WEIGHT : 1, { whole: true }),
    ...words.slice(1).map((_, i) => {
      const said = words.slice(0, i + 1);
      const marked = pauses?.has(i + 1) ?? false;
      return example(said, marked ? MARKED_PAUSE : OTHER_PAUSE * pauseWeight(words, i + 1), { marked });
    }),
    // What only holds the floor is never the last word, whatever came before it.
    ...HOLDS_FLOOR.map((hold) => example([...words, ...hold.split(' ')], 0.05)),
    example(['yeah', 'i', 'mean'], 0.02),
  ];
}

/**
 * Logistic regression with an L2 penalty: log-odds of `whole` for each feature. Every step divides a feature's gradient by
 * a bound of its curvature (features of one example share a quarter of its weight), so that no rate has to be chosen;
 * momentum makes it quick. The same examples always give the same weights.
 */
export function fitCompleteness(examples: readonly CompletenessExample[]): Map<string, number> {
  const ids = new Map<string, number>();
  const rows = examples.map(({ words, expected }) =>
    Int32Array.from(textFeatures(words, expected), (name) => {
      const id = ids.get(name) ?? ids.size;
      ids.set(name, id);
      return id;
    }),
  );
  const bound = new Float64Array(ids.size).fill(PENALTY);
  rows.forEach((row, i) => {
    for (const id of row) bound[id]! += (examples[i]!.weight * row.length) / 4;
  });
  const weights = new Float64Array(ids.size);
  const before = new Float64Array(ids.size);
  for (let step = 0; step < STEPS; step++) {
    const ahead = weights.map((weight, id) => weight + (step / (step + 3)) * (weight - before[id]!));
    const gradient = ahead.map((weight) => PENALTY * weight);
    rows.forEach((row, i) => {
      const { whole, weight } = examples[i]!;
      let odds = 0;
      for (const id of row) odds += ahead[id]!;
      const error = weight * (1 / (1 + Math.exp(-odds)) - (whole ? 1 : 0));
      for (const id of row) gradient[id]! += error;
    });
    before.set(weights);
    for (let id = 0; id < weights.length; id++) weights[id] = ahead[id]! - gradient[id]! / bound[id]!;
  }
  return new Map([...ids].map(([name, id]) => [name, weights[id]!]));
}
