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
  /** E.164 of the other side; null where there is none (practice, a hidden number). */
  number: z.string().nullable().optional(),
  /** Where the lead's clock stands, an IANA name: times are said as they read there. */
  timeZone: z.string().optional(),
  /** Where the desk's clock stands, an IANA name; where it is another one, times are said with their zone. */
  deskTimeZone: z.string().optional(),
  /** Whether there is a calendar to book in, and how long a visit takes; without one the agent notes when to call back. */
  calendar: z.object({ visitMinutes: z.number().int().positive() }).nullable().optional(),
});
export type WorkflowSeed = z.infer<typeof WorkflowSeed>;
