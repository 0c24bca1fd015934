import { z } from 'zod';

/** Today's figures of one line, for the small panel; computed from the records and from nothing else. */
export const Today = z.object({
  calls: z.number(),
  answered: z.number(),
  talkMs: z.number(),
  /** Median voice-to-voice latency of the agent's replies; null where there was none. */
  medianLatencyMs: z.number().nullable(),
  replies: z.number(),
  takeOvers: z.number(),
});
export type Today = z.infer<typeof Today>;
