import { createRandom } from '../../base/random.ts';
import type { ExpectedAnswer } from '../../domain/floor/floor-fact.ts';
import { sumOfWeights } from '../../domain/floor/text-completeness.ts';
import { textFeatures } from '../../domain/floor/text-features.ts';
import { wordClass } from '../../domain/floor/word-class.ts';
import type { CorpusTurn } from './caller-corpus.ts';

const EPOCHS = 12;
const RATE = 0.15;
const DECAY = 2e-5;
/** Share of the examples in which words are hidden, so that their classes learn to do without them. */
const HIDDEN = 0.25;
const HOLDS_FLOOR = ['um', 'and uh', 'you know', 'i mean', 'so', 'like', 'but um'];
/** A quarter of all turns are a word or two; the corpus has each of them once. */
const SHORT_WORDS = 2;
const SHORT_WEIGHT = 4;
/** How likely a turn has a pause after a word, before that place's own weight, against its certain end. */
const PAUSE_RATE = 0.06;

export type CompletenessExample = {
  expected: ExpectedAnswer;
  words: readonly string[];
  whole: boolean;
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

/** A turn as a whole, and each beginning of it at which its speaker might have stopped. */
export function examplesOf(turn: CorpusTurn): CompletenessExample[] {
  const { expected, words, line, weight: share } = turn;
  const cuts = words.slice(1).map((_, i) => pauseWeight(words, i + 1));
  return [
    { expected, words, whole: true, weight: share * (words.length <= SHORT_WORDS ? SHORT_WEIGHT : 1), line },
    ...cuts.map((weight, i) => ({
      expected,
      words: words.slice(0, i + 1),
      whole: false,
      weight: share * PAUSE_RATE * weight,
      line,
    })),
    // What only holds the floor is never the last word, whatever came before it.
    ...HOLDS_FLOOR.map((hold) => ({
      expected,
      words: [...words, ...hold.split(' ')],
      whole: false,
      weight: share * 0.05,
      line,
    })),
    { expected, words: ['yeah', 'i', 'mean'], whole: false, weight: share * 0.02, line },
  ];
}

/** Logistic regression with AdaGrad: log-odds of `whole` for each feature. The same for the same seed. */
export function fitCompleteness(examples: readonly CompletenessExample[], seed: number): Map<string, number> {
  const random = createRandom(seed);
  const weights = new Map<string, number>();
  const squares = new Map<string, number>();
  const order = examples.map((_, i) => i);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const at of order) {
      const { words, expected, whole, weight } = examples[at]!;
      const all = textFeatures(words, random() < 0.3 ? 'anything' : expected);
      const features = random() < HIDDEN ? all.filter((name) => !/^(w|ww|cw|wc|wcc|o|oo) /.test(name)) : all;
      const error = ((whole ? 1 : 0) - 1 / (1 + Math.exp(-sumOfWeights(features, weights)))) * weight;
      for (const name of features) {
        const old = weights.get(name) ?? 0;
        const gradient = error - DECAY * old;
        const square = (squares.get(name) ?? 0.01) + gradient * gradient;
        squares.set(name, square);
        weights.set(name, old + (RATE * gradient) / Math.sqrt(square));
      }
    }
  }
  return weights;
}
