import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import { Annotation, END, type LangGraphRunnableConfig, START, StateGraph } from '@langchain/langgraph/web';
import type { AnalysedRecord } from '../../../domain/agent/analytics/analysed-record.ts';
import { analysisOf, claimsOf } from '../../../domain/agent/analytics/analyse-record.ts';
import type { CallAnalysis, CallClaims, CallMeasures } from '../../../domain/agent/analytics/call-analysis.ts';
import { checkSummary } from '../../../domain/agent/analytics/check-summary.ts';
import { measureCall } from '../../../domain/agent/analytics/measure-call.ts';
import { summariseClaims } from '../../../domain/agent/analytics/summarise-claims.ts';

const State = Annotation.Root({
  record: Annotation<AnalysedRecord>(),
  measures: Annotation<CallMeasures | undefined>(),
  claims: Annotation<CallClaims | undefined>(),
  /** What a model made of our summary; '' where none was asked or it said nothing. */
  worded: Annotation<string | undefined>(),
  analysis: Annotation<CallAnalysis | undefined>(),
});
type State = typeof State.State;

export const STEPS = ['load', 'measure', 'findClaims', 'summarise', 'check'] as const;
export type Step = (typeof STEPS)[number];

export type AnalysisGraphDeps = {
  saver: BaseCheckpointSaver;
  /** Words our summary; '' where there is no model, or none that answers. */
  word(ours: string, signal: AbortSignal): Promise<string>;
  /** A step is done; it is not done again, unless it was the last before a crash. */
  onStep(callId: string, step: Step): void;
};

/**
 * load → measure → findClaims → summarise → check, a checkpoint after each: a run that was ended between two goes on at the
 * next. What a step needs is decided by code from the record; a step finds again what a checkpoint of another version lacks.
 */
export function buildAnalysisGraph({ saver, word, onStep }: AnalysisGraphDeps) {
  const done = ({ record }: State, step: Step, change: Partial<State>) => {
    onStep(record.callId, step);
    return change;
  };
  const measuresIn = ({ measures, record }: State) => measures ?? measureCall(record);
  const claimsIn = (state: State) => state.claims ?? claimsOf(state.record, measuresIn(state));
  const summaryIn = (state: State) => summariseClaims(claimsIn(state), state.record.leadName);
  return new StateGraph(State)
    .addNode('load', (state) => done(state, 'load', {}))
    .addNode('measure', (state) => done(state, 'measure', { measures: measureCall(state.record) }))
    .addNode('findClaims', (state) => done(state, 'findClaims', { claims: claimsOf(state.record, measuresIn(state)) }))
    .addNode('summarise', async (state, config: LangGraphRunnableConfig) => {
      const worded = await word(summaryIn(state), config.signal ?? new AbortController().signal);
      return done(state, 'summarise', { worded });
    })
    .addNode('check', (state) => {
      const ours = analysisOf(state.record, measuresIn(state), claimsIn(state));
      const verdict = state.worded ? checkSummary(state.worded, ours.summary.text) : null;
      const analysis: CallAnalysis = verdict?.ok
        ? { ...ours, summary: { text: verdict.text, source: 'language-model' } }
        : ours;
      return done(state, 'check', { analysis });
    })
    .addEdge(START, 'load')
    .addEdge('load', 'measure')
    .addEdge('measure', 'findClaims')
    .addEdge('findClaims', 'summarise')
    .addEdge('summarise', 'check')
    .addEdge('check', END)
    .compile({ checkpointer: saver });
}
