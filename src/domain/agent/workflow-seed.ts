import { z } from 'zod';

/** What a call starts from: for whom the agent calls, whom, and why. */
export const WorkflowSeed = z.object({
  brokerage: z.string().min(1),
  agentName: z.string().min(1),
  /** The licensed human at the desk, to whom callers are handed. */
  humanName: z.string().min(1),
  /** '' where only the number is known: then nobody is greeted by name. */
  leadName: z.string(),
  /** One sentence, said after the greeting: why we call. */
  purpose: z.string().min(1),
  callBackNumber: z.string().min(1),
  /** Who placed the call, we where it is not said: whoever calls us is thanked, and not asked for a minute. */
  direction: z.enum(['outgoing', 'incoming']).optional(),
});
export type WorkflowSeed = z.infer<typeof WorkflowSeed>;
