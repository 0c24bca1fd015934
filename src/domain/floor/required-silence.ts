import type { ExpectedAnswer } from './floor-fact.ts';
import { FLOOR } from './floor-settings.ts';
import { spokenWords } from './spoken-words.ts';
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

/** Silence (ms) to hear before the turn is ours: the less, the surer words, melody and the caller's pace are together. */
export function requiredSilence(evidence: TurnEvidence): number {
  const silence = silenceAt(finishedLogOdds(evidence));
  return evidence.scores.length === 0 ? Math.max(FLOOR.unscoredSilenceMs, silence) : silence;
}

/** Log-odds that the caller has finished. Weights were chosen on bench:floor's tuning set. */
export function finishedLogOdds({ words, expected, scores, pace }: TurnEvidence): number {
  const text = between(FLOOR.textLeast, textCompleteness(words, expected), FLOOR.textMost);
  const goesOn = words.trimEnd().endsWith(',') && spokenWords(words).length >= FLOOR.commaCountsWords;
  return text + (goesOn ? FLOOR.commaLogOdds : 0) + FLOOR.melodyWeight * melodyLogOdds(scores) + pace;
}

function silenceAt(odds: number): number {
  const rows: readonly (readonly [number, number])[] = FLOOR.silenceAt;
  const next = rows.findIndex(([least]) => odds < least);
  const [after, before] = [rows[next], rows[next - 1]];
  if (!after) return rows.at(-1)![1];
  if (!before) return after[1];
  const share = (odds - before[0]) / (after[0] - before[0]);
  return before[1] + share * (after[1] - before[1]);
}

/** Asked again after more silence the melody drifts to "finished" for anything, so that its first doubt stays half alive. */
function melodyLogOdds(scores: readonly number[]): number {
  const [first, ...later] = scores.map(logOdds);
  return later.reduce((so, next) => (so + next) / 2, first ?? 0);
}

function logOdds(score: number): number {
  const certain = between(FLOOR.melodyLeast, score, 1 - FLOOR.melodyLeast);
  return Math.log(certain / (1 - certain));
}

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));
