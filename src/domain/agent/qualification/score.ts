import { z } from 'zod';
import { Evidence, type Slot } from './evidence.ts';
import { fitOf, QUALIFIED_FROM, RUBRIC_VERSION, WEIGHTS } from './rubric.ts';

/** What one slot brings to the score, and the words it rests on. */
export const Share = z.object({ evidence: Evidence, points: z.number() });

/** What a lead is worth, by which rubric, and why. */
export const Qualification = z.object({
  rubric: z.string(),
  /** 0 to 1. */
  score: z.number().min(0).max(1),
  qualified: z.boolean(),
  shares: z.array(Share),
});
export type Qualification = z.infer<typeof Qualification>;

/**
 * The score of a lead. Pure: weight × confidence × fit, summed over the slots whose quote the caller is on record with.
 * @param heard all that the caller has said, as it was heard.
 */
export function scoreOf(evidence: readonly Evidence[], heard: readonly string[]): Qualification {
  const proven = evidence.filter(({ quote }) => heard.some((said) => said.includes(quote)));
  const gone = proven.some(takesAll);
  const shares = proven.map((one) => ({ evidence: one, points: gone ? 0 : pointsOf(one) }));
  const score = rounded(shares.reduce((sum, { points }) => sum + points, 0));
  return { rubric: RUBRIC_VERSION, score, qualified: score >= QUALIFIED_FROM, shares };
}

/** Whoever has an agent, wants nothing any more, or is not to be called again is no lead, whatever else is known. */
const takesAll = ({ slot, value }: Evidence): boolean => TAKES_ALL[slot] === value;
const TAKES_ALL: Partial<Record<Slot, string>> = { represented: 'yes', goal: 'none', contact: 'never' };

function pointsOf({ slot, value, confidence }: Evidence): number {
  return slot === 'represented' ? 0 : rounded(WEIGHTS[slot] * confidence * fitOf(slot, value));
}

/** Three places: more would only show the arithmetic. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
