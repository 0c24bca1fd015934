import { z } from 'zod';
import { Side } from '../call/call-id.ts';

/** Where the time of one reply went, in ms after the caller's last sound (each stage's end). */
export const LatencySplit = z.object({
  /** Silence was seen. */
  silenceSeenMs: z.number().nullable(),
  /** The last words were recognised. */
  recognisedMs: z.number().nullable(),
  /** It was decided that the turn is ours. */
  decidedMs: z.number().nullable(),
  /** The first word of the reply was there. */
  firstWordMs: z.number().nullable(),
  /** The first sound of the reply was there. */
  firstSoundMs: z.number().nullable(),
  /** It went out: the voice-to-voice latency, by the line's own clock. */
  heardMs: z.number(),
});
export type LatencySplit = z.infer<typeof LatencySplit>;

/** One stretch of one side's speech, as the other side heard it. Times are ms on the line's clock. */
export const Turn = z.object({
  turnId: z.string(),
  side: Side,
  text: z.string(),
  /** What the agent had meant to say, where less was heard. */
  intended: z.string().optional(),
  startedMs: z.number(),
  endedMs: z.number(),
  interrupted: z.boolean(),
  /** Name of the agent that spoke. */
  agent: z.string().optional(),
  /** Where the agent's words came from. */
  source: z.enum(['language-model', 'rehearsed', 'opener', 'bridge']).optional(),
  latency: LatencySplit.optional(),
});
export type Turn = z.infer<typeof Turn>;
