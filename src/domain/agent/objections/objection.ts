import { z } from 'zod';

/** Why people do not want to go on, as far as we have an honest answer to it. */
export const ObjectionKind = z.enum([
  'hasAgent',
  'notInterested',
  'justLooking',
  'busy',
  'price',
  'commission',
  'sendEmail',
  'badTiming',
  'numberSource',
  'robot',
  'anger',
]);
export type ObjectionKind = z.infer<typeof ObjectionKind>;

/** An objection as the caller put it, and what became of it. */
export const Objection = z.object({
  kind: ObjectionKind,
  turnId: z.string(),
  /** What the caller said, whole. */
  quote: z.string().min(1),
  /** `answered`: once, honestly. `followedUp`: they were asked one thing more. `respected`: we let it be. `handedOver`: the licensed human answers it. */
  outcome: z.enum(['answered', 'followedUp', 'respected', 'handedOver']),
});
export type Objection = z.infer<typeof Objection>;

/** What is told of the same turn again replaces what was told before. */
export const withObjection = (known: readonly Objection[], met: Objection): Objection[] =>
  known.some(({ turnId }) => turnId === met.turnId)
    ? known.map((objection) => (objection.turnId === met.turnId ? met : objection))
    : [...known, met];
