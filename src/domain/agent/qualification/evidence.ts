import { z } from 'zod';

/** What makes a lead worth an agent's afternoon. */
export const Slot = z.enum([
  'goal',
  'timeline',
  'price',
  'area',
  'propertyType',
  'financing',
  'motivation',
  'decisionMakers',
  'contact',
  /** Has an agent already: then there is nothing to qualify. */
  'represented',
]);
export type Slot = z.infer<typeof Slot>;

/** One slot as the caller's own words fill it. */
export const Evidence = z.object({
  slot: Slot,
  /** A word of the rubric where it knows one (`sell`, `within three months`), else the caller's. */
  value: z.string().min(1),
  /** What the caller said, whole. */
  quote: z.string().min(1),
  /** The turn it was said in. */
  turnId: z.string(),
  /** How sure the words are of it, 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type Evidence = z.infer<typeof Evidence>;

/** Later words overrule earlier ones, slot by slot: a lead that grows unsure scores lower than before. */
export function withEvidence(known: readonly Evidence[], fresh: readonly Evidence[]): Evidence[] {
  const slots = new Map(known.map((evidence) => [evidence.slot, evidence]));
  for (const evidence of fresh) {
    // Told anew it moves to the end: the list reads in the order in which things were said.
    slots.delete(evidence.slot);
    slots.set(evidence.slot, evidence);
  }
  return [...slots.values()];
}
