import { failed, type Result } from '../base/result.ts';
import type { AnalysedRecord } from '../domain/agent/analytics/analysed-record.ts';
import type { CallAnalysis } from '../domain/agent/analytics/call-analysis.ts';
import type { Thinker } from '../domain/agent/thinker.ts';
import type { Failure } from '../domain/failure.ts';

export type AnalysisDesk = {
  analyse(record: AnalysedRecord): Promise<Result<CallAnalysis, Failure>>;
  /** Nothing is analysed while somebody is on the line: what is under way ends at once. */
  callBegins(): void;
};

/** Analyses calls that are over, for as long as none begins. `thinker` waits until it is known whether there is one. */
export function createAnalysisDesk(thinker: () => Promise<Thinker | undefined>): AnalysisDesk {
  let quiet = new AbortController();
  return {
    async analyse(record) {
      // A call may begin while the models are still loaded.
      const { signal } = quiet;
      const mind = await thinker();
      if (!mind) return failed({ kind: 'refused', reason: 'There is no mind yet that could analyse a call.' });
      return mind.analyse(record, signal);
    },
    callBegins() {
      quiet.abort();
      quiet = new AbortController();
    },
  };
}
