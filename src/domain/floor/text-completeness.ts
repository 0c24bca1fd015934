import { COMPLETENESS_WEIGHTS } from './completeness-weights.ts';
import type { ExpectedAnswer } from './floor-fact.ts';
import { spokenWords } from './spoken-words.ts';
import { textFeatures } from './text-features.ts';

/** Log-odds that these words are a whole turn and not its beginning; 0 is no idea. */
export function textCompleteness(text: string, expected: ExpectedAnswer): number {
  const words = spokenWords(text);
  return sumOfWeights(textFeatures(words, expected), COMPLETENESS_WEIGHTS);
}

export function sumOfWeights(features: readonly string[], weights: ReadonlyMap<string, number>): number {
  return features.reduce((sum, feature) => sum + (weights.get(feature) ?? 0), 0);
}
