import type { ExpectedAnswer } from './floor-fact.ts';
import { FLOOR } from './floor-settings.ts';
import { textCompleteness } from './text-completeness.ts';

export type TurnEvidence = {
  /** What was said, and what our last words had asked for. */
  readonly words: string;
  readonly expected: ExpectedAnswer;
  /** The melody's answers in this pause, oldest first. */
  readonly scores: readonly number[];
  /** Log-odds that a pause of this caller ends a turn, from their own pauses so far. */
  readonly pace: number;
};

/**
 * Silence (ms) to hear before the turn is ours: as little as `sureSilenceMs` when words, melody and the caller's pace
 * agree that they have finished, up to `unfinishedSilenceMs` when they surely have not.
 */
export function requiredSilence(evidence: TurnEvidence): number {
  const odds = finishedLogOdds(evidence);
  const doubt = 1 / (1 + Math.exp(FLOOR.steepness * (odds - FLOOR.evenLogOdds)));
  const silence = FLOOR.sureSilenceMs + (FLOOR.unfinishedSilenceMs - FLOOR.sureSilenceMs) * doubt;
  return evidence.scores.length === 0 ? Math.max(FLOOR.unscoredSilenceMs, silence) : silence;
}

/** Log-odds that the caller has finished. The weights were fitted by bench:floor's tuning set. */
export function finishedLogOdds({ words, expected, scores, pace }: TurnEvidence): number {
  const text = between(FLOOR.textLeast, textCompleteness(words, expected), FLOOR.textMost);
  return FLOOR.textWeight * text + FLOOR.melodyWeight * melodyLogOdds(scores) + pace;
}

/** Asked again after more silence the melody drifts to "finished" for anything, so the first doubt stays half alive. */
function melodyLogOdds(scores: readonly number[]): number {
  const [first, ...later] = scores;
  if (first === undefined) return 0;
  const score = later.reduce((so, next) => (so + next) / 2, first);
  const certain = between(FLOOR.melodyLeast, score, 1 - FLOOR.melodyLeast);
  return Math.log(certain / (1 - certain));
}

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));
