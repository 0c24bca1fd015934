import { z } from 'zod';

/** What the lead said and did, on the line's clock, and whether the scenario's expectations held. */
export const PracticeReport = z.object({
  callId: z.string(),
  scenarioId: z.string(),
  said: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['turn', 'barge-in', 'backchannel', 'noise', 'digit']),
      text: z.string(),
      /** Ms after the lead picked up, by the lead's own packet clock. */
      startedMs: z.number(),
      endedMs: z.number(),
    }),
  ),
  expectations: z.array(z.object({ name: z.string(), held: z.boolean(), detail: z.string() })),
});
export type PracticeReport = z.infer<typeof PracticeReport>;
