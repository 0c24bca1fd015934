import { z } from 'zod';
import { Failure } from '../failure.ts';

export const ScenarioSummary = z.object({
  scenarioId: z.string(),
  title: z.string(),
  describes: z.string(),
  difficulty: z.enum(['easy', 'medium', 'hard']),
  kind: z.enum(['script', 'persona']),
  leadName: z.string(),
  file: z.string(),
  /** Set where the file cannot be used. */
  failure: Failure.nullable(),
});
export type ScenarioSummary = z.infer<typeof ScenarioSummary>;
