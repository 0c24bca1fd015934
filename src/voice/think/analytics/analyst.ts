import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import { z } from 'zod';
import type { Clock } from '../../../base/clock.ts';
import type { Log } from '../../../base/log.ts';
import { failed, ok, type Result } from '../../../base/result.ts';
import type { AnalysedRecord } from '../../../domain/agent/analytics/analysed-record.ts';
import { analyseRecord } from '../../../domain/agent/analytics/analyse-record.ts';
import { ANALYSIS_VERSION, type CallAnalysis } from '../../../domain/agent/analytics/call-analysis.ts';
import type { LanguageModel } from '../../../domain/engine/language-model.ts';
import type { Failure } from '../../../domain/failure.ts';
import { buildAnalysisGraph } from './analysis-graph.ts';
import { wordSummary } from './word-summary.ts';

export type AnalystDeps = {
  checkpoints: { saver: BaseCheckpointSaver; forget(threadId: string): Promise<void> };
  /** For the wording of a summary, at this moment; null: code words it. */
  languageModel(): LanguageModel | null;
  clock: Clock;
  log: Log;
  degraded(failure: Failure): void;
};

/** The AnalyticsAgent: a graph of its own, run after a call and never beside one. */
export type Analyst = {
  /** See `Thinker.analyse`. */
  analyse(record: AnalysedRecord, signal: AbortSignal): Promise<Result<CallAnalysis, Failure>>;
  /** Nothing of the call is kept of an analysis that was begun. */
  forget(callId: string): Promise<void>;
};

export function createAnalyst({ checkpoints, languageModel, clock, log, degraded }: AnalystDeps): Analyst {
  const graph = buildAnalysisGraph({
    saver: checkpoints.saver,
    word: (ours, signal) => wordSummary(ours, { languageModel: languageModel(), clock, signal }),
    onStep: (callId, step) => log.info('analysis step', { callId, step }),
  });

  async function run(record: AnalysedRecord, signal: AbortSignal): Promise<CallAnalysis | undefined> {
    const thread = { configurable: { thread_id: threadOf(record.callId) } };
    const begun = await graph.getState(thread);
    const goesOn = begun.next.length > 0 && isSame(begun.values, record);
    if (!goesOn) await checkpoints.forget(threadOf(record.callId));
    const end = await graph.invoke(goesOn ? null : { record }, { ...thread, signal, durability: 'sync' });
    return end.analysis;
  }

  return {
    async analyse(record, signal) {
      const stopped = () =>
        failed<Failure>({ kind: 'refused', reason: 'A call has begun; this one is analysed after it.' });
      if (signal.aborted) return stopped();
      try {
        const analysis = await run(record, signal);
        if (signal.aborted) return stopped();
        // What was said in the call is in the records; here it would be a second copy that nobody deletes.
        await checkpoints.forget(threadOf(record.callId));
        if (analysis) return ok(analysis);
      } catch (error) {
        if (signal.aborted) return stopped();
        degraded({ kind: 'engine-failed', engine: 'checkpoint', detail: String(error) });
      }
      return withoutGraph(record);
    },
    forget: (callId) => checkpoints.forget(threadOf(callId)),
  };
}

/** Beside the call's own thread, which bears its id alone. A new version begins anew. */
const threadOf = (callId: string): string => `analysis-${ANALYSIS_VERSION}:${callId}`;

const isSame = (begun: unknown, record: AnalysedRecord): boolean => {
  const known = z.object({ record: z.unknown() }).safeParse(begun);
  return known.success && JSON.stringify(known.data.record) === JSON.stringify(record);
};

/** Checkpoints are a convenience: where they cannot be written the analysis is made in one breath. */
function withoutGraph(record: AnalysedRecord): Result<CallAnalysis, Failure> {
  try {
    return ok(analyseRecord(record));
  } catch (error) {
    return failed({ kind: 'engine-failed', engine: 'The analysis', detail: String(error) });
  }
}
