import type { ExpectedAnswer } from './floor-fact.ts';
import { FLOOR } from './floor-settings.ts';
import { spokenWords, wordSet } from './spoken-words.ts';

/** Nobody stops after these words. */
const NEVER_LAST = wordSet("and or but so because if which a an the my our your their to we've we're i'm um uh er");
/** After these only in a question ("... sell for?"). */
const SELDOM_LAST = wordSet("when who of for with at in on from by about is are was were we i he she they it's than");

export type TurnEvidence = {
  words: string;
  /** Mean of the melody's scores in this pause, 0 to 1. */
  score: number | undefined;
  expected: ExpectedAnswer;
};

export function soundsUnfinished(text: string): boolean {
  const last = spokenWords(text).at(-1) ?? '';
  return NEVER_LAST.has(last) || (SELDOM_LAST.has(last) && !text.trim().endsWith('?'));
}

/** Silence (ms) to hear before the turn is ours: little when words and melody agree that it is, more in proportion to the doubt. */
export function requiredSilence({ words, score }: TurnEvidence): number {
  if (score === undefined) return FLOOR.unscoredSilenceMs;
  const whole = /[.?!]$/.test(words.trim());
  if (soundsUnfinished(words)) return FLOOR.unfinishedSilenceMs - (whole ? 900 : 600) * score;
  const trailing = whole ? 0 : FLOOR.trailingSilenceMs;
  return FLOOR.sureSilenceMs + trailing + FLOOR.doubtSilenceMs * Math.max(0, FLOOR.sureScore - score);
}
