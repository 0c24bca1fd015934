import type { CallFact } from './call-fact.ts';

/** The latest moment on the line's clock that these facts speak of, ms; 0 where none does. */
export function lastLineMs(facts: readonly CallFact[]): number {
  return facts.reduce((latest, fact) => {
    if (fact.type === 'turnFinished') return Math.max(latest, fact.turn.endedMs);
    return 'lineMs' in fact ? Math.max(latest, fact.lineMs) : latest;
  }, 0);
}
