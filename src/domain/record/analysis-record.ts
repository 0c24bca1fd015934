import { z } from 'zod';
import { CallAnalysis } from '../agent/analytics/call-analysis.ts';
import { Failure } from '../failure.ts';
import type { CallFact } from './call-fact.ts';

/** What became of a call, as far as its record knows. */
export const AnalysisRecord = z.object({
  /** null until the call was analysed. */
  analysis: CallAnalysis.nullable().default(null),
  /** Why that was given up, by the version that was tried; null where it was not. */
  analysisTrouble: z.object({ version: z.number().int(), failure: Failure }).nullable().default(null),
});
export type AnalysisRecord = z.infer<typeof AnalysisRecord>;

export const notAnalysed: AnalysisRecord = { analysis: null, analysisTrouble: null };

type AnalysisFact = Extract<CallFact, { type: 'callAnalysed' | 'analysisGivenUp' }>;

/** An analysis takes the place of an older one and of what stood in its way; a failure leaves the older one standing. */
export const afterAnalysis = (fact: AnalysisFact): Partial<AnalysisRecord> =>
  fact.type === 'callAnalysed'
    ? { analysis: fact.analysis, analysisTrouble: null }
    : { analysisTrouble: { version: fact.version, failure: fact.failure } };
