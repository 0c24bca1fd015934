import { z } from 'zod';
import { outcomeExpect } from './outcome-expect.ts';
import { Pattern } from './pattern.ts';

const limitMs = z.number().int().min(0).max(60_000);

/** What must come of one step. Times are measured by the lead, on what it hears. */
export const StepExpect = z.strictObject({
  agentAnswersWithinMs: limitMs.optional().describe('From my last sound to the agent’s first.'),
  agentYieldsWithinMs: limitMs.optional().describe('From my first sound until the agent is silent.'),
  agentKeepsTalking: z.literal(true).optional().describe('The agent is not stopped by this step.'),
  agentSilentWhileISpeak: z
    .literal(true)
    .optional()
    .describe('The agent does not begin to talk before I have finished, pauses included.'),
  agentSays: Pattern.optional().describe(
    'The agent’s answer to this step contains this, as the lead’s recogniser hears it.',
  ),
  agentNeverSays: Pattern.optional().describe('The agent’s answer to this step does not contain this.'),
  callerHeard: Pattern.optional().describe('This step stands in the record like this.'),
});
export type StepExpect = z.infer<typeof StepExpect>;

/** What must have come of the whole call. */
export const ScenarioExpect = z.strictObject({
  callEndsBy: z.enum(['agent', 'lead']).optional(),
  maxTurns: z.number().int().min(1).max(200).optional().describe('The agent speaks at most so many times.'),
  maxTalkedOver: z
    .number()
    .int()
    .min(0)
    .max(100)
    .optional()
    .describe('The agent begins to talk while I speak at most so many times.'),
  agentAnswersWithinMs: limitMs.optional().describe('Of the median answer.'),
  agentSays: Pattern.optional(),
  agentNeverSays: Pattern.optional(),
  ...outcomeExpect,
});
export type ScenarioExpect = z.infer<typeof ScenarioExpect>;
